#!/usr/bin/env python3
"""A second, independent reader of .sez packages, written from docs/sez-format.md alone.

    python3 decode.py verify 包.sez
    python3 decode.py open 包.sez --key 密钥.json [--out 目录]
    python3 decode.py open 包.sez --passphrase 口令 [--out 目录]

Needs `cryptography` (38 or later) for suite 1; suite 2 is done in plain Python by gm.py beside this file, and is slow.
It reads the whole file into memory: it is for checking and rescue, not for daily work.
"""
import argparse
import base64
import hashlib
import hmac
import json
import pathlib
import re
import struct
import sys
import unicodedata
import zlib

from canonical import canonical
from gm import N, G, Refused, b32, encode, multiply, need, sm2_decrypt, sm2_verify, sm3, sm4_ctr

CHUNK = 65536
# What Python throws at data that is not as it should be.
FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error, zlib.error)


def unbase64(text):
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))


def is_base64(text, size):
    try:
        data = unbase64(text)
    except (TypeError, ValueError):
        return False
    return len(data) == size and base64.urlsafe_b64encode(data).decode().rstrip('=') == text


def is_count(value, least=0, most=2 ** 53 - 1):
    return type(value) is int and least <= value <= most


# --- The two suites ---------------------------------------------------------------------------------------------

def hmac_of(digest):
    return lambda key, data: hmac.new(key, data, digest).digest()


def hmac_sm3(key, data):
    key = (sm3(key) if len(key) > 64 else key).ljust(64, b'\0')
    return sm3(bytes(b ^ 0x5C for b in key) + sm3(bytes(b ^ 0x36 for b in key) + data))


def expand(mac, key, info, size):
    block = whole = b''
    while len(whole) < size:
        block = mac(key, block + info + bytes([len(whole) // 32 + 1]))
        whole += block
    return whole[:size]


class Suite1:
    tag, cipher_key, wrapped, public = 16, 32, 80, 32
    cost = {'m': (8192, 262144), 'p': (1, 4), 't': (1, 10)}
    hash = staticmethod(lambda data: hashlib.sha256(data).digest())
    mac = staticmethod(hmac_of('sha256'))

    @staticmethod
    def open(key, nonce, sealed):
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        try:
            return AESGCM(key).decrypt(nonce, sealed, b'')
        except InvalidTag:
            raise Refused('密文已损坏或密钥不对') from None

    @classmethod
    def unwrap(cls, wrapped, private, info):
        """RFC 9180, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM."""
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
        enc = wrapped[:32]
        ours = cls.public_of('seal', private)
        shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(enc))

        def extract(suite, salt, label, secret):
            return cls.mac(salt or bytes(32), b'HPKE-v1' + suite + label + secret)

        def expand_label(suite, key, label, context, size):
            return expand(cls.mac, key, struct.pack('>H', size) + b'HPKE-v1' + suite + label + context, size)

        kem, hpke = b'KEM\x00\x20', b'HPKE\x00\x20\x00\x01\x00\x02'
        secret = expand_label(kem, extract(kem, b'', b'eae_prk', shared), b'shared_secret', enc + ours, 32)
        context = b'\0' + extract(hpke, b'', b'psk_id_hash', b'') + extract(hpke, b'', b'info_hash', info)
        base = extract(hpke, secret, b'secret', b'')
        nonce = expand_label(hpke, base, b'base_nonce', context, 12)
        return cls.open(expand_label(hpke, base, b'key', context, 32), nonce, wrapped[32:])

    @staticmethod
    def public_of(use, private):
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
        kind = X25519PrivateKey if use == 'seal' else Ed25519PrivateKey
        return kind.from_private_bytes(private).public_key().public_bytes(
            serialization.Encoding.Raw, serialization.PublicFormat.Raw)

    @staticmethod
    def private_from(seed):
        return seed[:32]

    @staticmethod
    def verify(signature, message, public):
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
            return True
        except InvalidSignature:
            return False

    @staticmethod
    def stretch(passphrase, salt, cost):
        try:
            from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
        except ImportError:
            raise Refused('口令解密需要 cryptography 44 或更新版本') from None
        return Argon2id(salt=salt, length=32, iterations=cost['t'], lanes=cost['p'], memory_cost=cost['m']).derive(
            passphrase)


class Suite2:
    tag, cipher_key, wrapped, public = 32, 48, 129, 65
    cost = {'iterations': (10000, 5000000)}
    hash = staticmethod(sm3)
    mac = staticmethod(hmac_sm3)
    verify = staticmethod(sm2_verify)

    @classmethod
    def open(cls, key, nonce, sealed):
        text, proof = sealed[:-32], sealed[-32:]
        need(hmac.compare_digest(hmac_sm3(key[16:], nonce + text), proof), '密文已损坏或密钥不对')
        return sm4_ctr(key[:16], nonce, text)

    @staticmethod
    def unwrap(wrapped, private, info):
        return sm2_decrypt(wrapped, private)

    @staticmethod
    def public_of(use, private):
        return encode(multiply(int.from_bytes(private, 'big'), G))

    @staticmethod
    def private_from(seed):
        return b32(int.from_bytes(seed, 'big') % (N - 2) + 1)

    @staticmethod
    def stretch(passphrase, salt, cost):
        try:
            return hashlib.pbkdf2_hmac('sm3', passphrase, salt, cost['iterations'], 32)
        except ValueError:
            raise Refused('本机 Python 的 hashlib 没有 SM3，不能用口令解密') from None


SUITES = {1: Suite1, 2: Suite2}


# --- The container ----------------------------------------------------------------------------------------------

def own_sealing_private(suite, signing_private):
    """A unit's signing key leads to its sealing key."""
    secret = suite.mac(bytes(32), signing_private)
    return suite.private_from(expand(suite.mac, secret, b'SEZ1 own sealing key', 48))


def key_id(suite, suite_id, use, public):
    return suite.hash(f'SEZ1 key {suite_id} {use}\0'.encode() + public).hex()[:16]


def read_json(data):
    """One object in its one spelling, so that no two readers can see different things in it."""
    text = data.decode()
    value = json.loads(text)
    need(isinstance(value, dict) and canonical(value) == text, '不是规范 JSON')
    return value


FIELDS = {
    'version': lambda value: is_count(value, 1, 1),
    'campaignId': lambda value: re.fullmatch(r'[A-Za-z0-9_.-]{1,64}', value),
    'unitCode': lambda value: re.fullmatch(r'[A-Z0-9-]{1,20}', value),
    'revision': lambda value: is_count(value, 1, 1000000),
    'sealedAt': lambda value: re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', value, re.ASCII),
    'size': lambda value: is_count(value, 1),
}


def is_recipient(recipient, suite):
    if recipient['kind'] == 'key':
        return (set(recipient) == {'key', 'kind', 'to'} and is_base64(recipient['key'], suite.wrapped)
                and re.fullmatch(r'[0-9a-f]{16}', recipient['to']))
    cost = recipient['cost']
    return (recipient['kind'] == 'passphrase' and set(recipient) == {'cost', 'key', 'kind', 'salt'}
            and is_base64(recipient['key'], 32 + suite.tag) and is_base64(recipient['salt'], 16)
            and set(cost) == set(suite.cost) and all(is_count(cost[name], *suite.cost[name]) for name in cost))


def read_header(data):
    header = read_json(data)
    need(header['version'] == 1 and header['suite'] in SUITES, '格式版本或算法套件不认识')
    suite, recipients = SUITES[header['suite']], header['recipients']
    need(set(header) == {*FIELDS, 'suite', 'signer', 'salt', 'recipients'}, '包头已损坏')
    need(all(check(header[name]) for name, check in FIELDS.items()), '包头已损坏')
    need(is_base64(header['signer'], suite.public) and is_base64(header['salt'], 32), '包头已损坏')
    need(1 <= len(recipients) <= 16 and all(is_recipient(one, suite) for one in recipients), '接收方不对')
    need(sum(one['kind'] == 'passphrase' for one in recipients) <= 1, '接收方不对')
    return header, suite


def split(data):
    need(data[:3] == b'SEZ' and len(data) >= 8, '不是 .sez 数据包')
    need(data[:4] == b'SEZ1', '格式版本不认识')
    length = struct.unpack('>I', data[4:8])[0]
    need(length <= 16384, '包头过大')
    start = 8 + length + 32
    need(len(data) >= start, '数据包不完整')
    head, mac = data[:8 + length], data[8 + length:start]
    try:
        header, suite = read_header(head[8:])
    except FAULTS:
        raise Refused('包头已损坏') from None
    chunks = -(-header['size'] // CHUNK)
    end = start + header['size'] + chunks * suite.tag
    need(len(data) >= end + 64, '数据包不完整')
    need(len(data) == end + 64, '数据包末尾多出了内容')
    return header, suite, head, mac, data[start:end], data[:end], data[end:]


def check_signature(header, suite, signed, signature):
    message = b'SEZ1 signature\0' + bytes([header['suite']]) + suite.hash(signed)
    need(suite.verify(signature, message, unbase64(header['signer'])), '签名不对，数据包已损坏或被改动')


def find_content_key(header, suite, key, passphrase):
    salt = unbase64(header['salt'])
    if key:
        need(key['publicKey']['suite'] == header['suite'], '密钥不属于这个套件')
        private = unbase64(key['privateKey'])
        if key['publicKey']['use'] == 'sign':
            private = own_sealing_private(suite, private)
        ours = key_id(suite, header['suite'], 'seal', suite.public_of('seal', private))
        for recipient in header['recipients']:
            if recipient['kind'] == 'key' and recipient['to'] == ours:
                return suite.unwrap(unbase64(recipient['key']), private, b'SEZ1 recipient\0' + salt)
    for recipient in header['recipients']:
        if passphrase is not None and recipient['kind'] == 'passphrase':
            words = unicodedata.normalize('NFKC', passphrase).encode()
            stretched = suite.stretch(words, unbase64(recipient['salt']), recipient['cost'])
            kek = expand(suite.mac, stretched, b'SEZ1 passphrase', suite.cipher_key)
            return suite.open(kek, bytes(12), unbase64(recipient['key']))
    raise Refused('数据包不是加密给这个密钥或口令的')


def decrypt(header, suite, head, mac, body, content_key):
    secret = suite.mac(unbase64(header['salt']), content_key)
    need(hmac.compare_digest(suite.mac(expand(suite.mac, secret, b'SEZ1 header', 32), head), mac), '包头已被改动')
    key = expand(suite.mac, secret, b'SEZ1 payload' + suite.hash(head), suite.cipher_key)
    step = CHUNK + suite.tag
    last = (len(body) - 1) // step
    return b''.join(
        suite.open(key, bytes(7) + struct.pack('>IB', i, i == last), body[i * step:(i + 1) * step])
        for i in range(last + 1))


def take_apart(header, plain):
    try:
        length = struct.unpack('>I', plain[:4])[0]
        need(length <= 4 << 20, '清单过大')
        manifest = read_json(plain[4:4 + length])
        for name in ('campaignId', 'unitCode', 'revision', 'sealedAt'):
            need(manifest[name] == header[name], '清单与包头不符')
        parts = read_parts(manifest, plain[4 + length:])
        return manifest, parts, read_filing(manifest, parts)
    except FAULTS:
        raise Refused('清单不对') from None


def read_parts(manifest, body):
    need(len(manifest['parts']) <= 5001, '文件过多')
    parts, at = {}, 0
    for part in manifest['parts']:
        name, size, stored = part['name'], part['size'], part['stored']
        need(re.fullmatch(r'filing\.json|attachments/[0-9a-f]{64}', name), '不允许的文件名')
        need(name not in parts and is_count(size) and is_count(stored), '清单不对')
        need(size <= 64 << 20 or name != 'filing.json', '填报内容过大')
        data = body[at:at + stored]
        at += stored
        if part['encoding'] == 'deflate' and name == 'filing.json':
            need(size <= stored * 200, '压缩炸弹')
            inflate = zlib.decompressobj(-15)
            data = inflate.decompress(data, size + 1)
        else:
            need(part['encoding'] == 'stored' and size == stored, '清单不对')
        need(len(data) == size and hashlib.sha256(data).hexdigest() == part['sha256'], '内容与清单不符')
        parts[name] = data
    need(at == len(body), '内容与清单不符')
    return parts


def read_filing(manifest, parts):
    """The filing, proved to be the one that the manifest counts and whose attachments are here."""
    need(hashlib.sha256(parts['filing.json']).hexdigest() == manifest['contentDigest'], '内容摘要不符')
    filing = read_json(parts['filing.json'])
    for name, said in (('campaignId', 'campaignId'), ('unitCode', 'unitCode'), ('questionnaireId', 'questionnaireId'),
                       ('version', 'filingVersion')):
        need(filing[name] == manifest[said], '填报内容与清单不符')
    need(filing['version'] == 1, '填报内容的版本不认识')
    sizes = {f'attachments/{one["sha256"]}': one['size'] for one in filing['attachments'].values()}
    need(list(parts) == ['filing.json', *sorted(sizes)], '附件与填报内容不符')
    need(all(len(parts[name]) == size for name, size in sizes.items()), '附件与填报内容不符')
    counts = {'answers': len(filing['answers']), 'attachments': len(sizes),
              'rows': {table: len(rows) for table, rows in filing['tables'].items()}}
    need(manifest['counts'] == counts, '数量与清单不符')
    return filing


def main():
    words = argparse.ArgumentParser(description='独立的 .sez 读取程序')
    words.add_argument('deed', choices=['verify', 'open'])
    words.add_argument('file', type=pathlib.Path)
    words.add_argument('--key', type=pathlib.Path)
    words.add_argument('--passphrase')
    words.add_argument('--out', type=pathlib.Path)
    given = words.parse_args()
    data = given.file.read_bytes()
    try:
        header, suite, head, mac, body, signed, signature = split(data)
        check_signature(header, suite, signed, signature)
        said = {'header': {name: header[name] for name in
                           ('version', 'campaignId', 'unitCode', 'revision', 'sealedAt', 'size')},
                'signer': header['signer'], 'digest': suite.hash(data).hex()}
        if given.deed == 'open':
            key = json.loads(given.key.read_text()) if given.key else None
            content_key = find_content_key(header, suite, key, given.passphrase)
            plain = decrypt(header, suite, head, mac, body, content_key)
            manifest, parts, filing = take_apart(header, plain)
            said.update(manifest=manifest, filing=filing)
            for name, part in parts.items() if given.out else ():
                path = given.out / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(part)
        print(json.dumps(said, ensure_ascii=False, indent=1))
    except Refused as refusal:
        print(f'拒绝：{refusal}', file=sys.stderr)
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
