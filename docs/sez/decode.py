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

from gm import N, G, Refused, b32, encode, multiply, need, sm2_decrypt, sm2_verify, sm3, sm4_ctr

CHUNK = 65536


def unbase64(text):
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))


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


def split(data):
    need(data[:3] == b'SEZ' and len(data) >= 8, '不是 .sez 数据包')
    need(data[:4] == b'SEZ1', '格式版本不认识')
    length = struct.unpack('>I', data[4:8])[0]
    need(length <= 16384, '包头过大')
    start = 8 + length + 32
    need(len(data) >= start, '数据包不完整')
    head, mac = data[:8 + length], data[8 + length:start]
    try:
        header = json.loads(head[8:].decode())
        need(header['version'] == 1 and header['suite'] in SUITES, '格式版本或算法套件不认识')
        size = header['size']
        need(isinstance(size, int) and size >= 1 and len(header['recipients']) <= 16, '包头已损坏')
    except (ValueError, KeyError, TypeError):
        raise Refused('包头已损坏') from None
    suite = SUITES[header['suite']]
    chunks = -(-size // CHUNK)
    end = start + size + chunks * suite.tag
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
    length = struct.unpack('>I', plain[:4])[0]
    manifest = json.loads(plain[4:4 + length].decode())
    for name in ('campaignId', 'unitCode', 'revision', 'sealedAt'):
        need(manifest[name] == header[name], '清单与包头不符')
    parts, at = {}, 4 + length
    for part in manifest['parts']:
        need(re.fullmatch(r'filing\.json|attachments/[0-9a-f]{64}', part['name']), '不允许的文件名')
        need(part['name'] not in parts and part['size'] <= max(part['stored'] * 200, part['stored']), '清单不对')
        data = plain[at:at + part['stored']]
        at += part['stored']
        if part['encoding'] == 'deflate':
            inflate = zlib.decompressobj(-15)
            data = inflate.decompress(data, part['size'] + 1)
        need(len(data) == part['size'] and hashlib.sha256(data).hexdigest() == part['sha256'], '内容与清单不符')
        parts[part['name']] = data
    need(at == len(plain), '内容与清单不符')
    need(hashlib.sha256(parts['filing.json']).hexdigest() == manifest['contentDigest'], '内容摘要不符')
    return manifest, parts


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
            manifest, parts = take_apart(header, decrypt(header, suite, head, mac, body, content_key))
            said.update(manifest=manifest, filing=json.loads(parts['filing.json'].decode()))
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
