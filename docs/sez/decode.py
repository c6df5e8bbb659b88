#!/usr/bin/env python3
"""A second, independent reader of .sez packages, written from docs/sez-format.md alone.

    python3 decode.py verify 包.sez
    python3 decode.py open 包.sez --key 密钥.json [--out 目录]
    python3 decode.py open 包.sez --passphrase 口令 [--out 目录]

Needs `cryptography` (38 or later) for suite 1; suite 2 is done here in plain Python, and is slow.
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

CHUNK = 65536


class Refused(Exception):
    pass


def need(condition, why):
    if not condition:
        raise Refused(why)


def unbase64(text):
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))


# --- SM3, SM4, SM2 (GB/T 32905, 32907, 32918) -------------------------------------------------------------------

def rotate(x, n):
    n %= 32
    return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF if n else x


def sm3(data):
    v = list(struct.unpack('>8I', bytes.fromhex('7380166f4914b2b9172442d7da8a0600a96f30bc163138aae38dee4db0fb0e4e')))
    padded = data + b'\x80' + b'\0' * ((55 - len(data)) % 64) + struct.pack('>Q', len(data) * 8)
    for at in range(0, len(padded), 64):
        w = list(struct.unpack('>16I', padded[at:at + 64]))
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)
            w.append(x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = v
        for j in range(64):
            t = 0x79CC4519 if j < 16 else 0x7A879D8A
            ss1 = rotate((rotate(a, 12) + e + rotate(t, j)) & 0xFFFFFFFF, 7)
            ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g)
            tt1 = (ff + d + (ss1 ^ rotate(a, 12)) + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
            tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
            a, b, c, d, e, f, g, h = tt1, a, rotate(b, 9), c, tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17), e, rotate(f, 19), g
        v = [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]
    return struct.pack('>8I', *v)


SBOX = bytes.fromhex(
    'd690e9fecce13db716b614c228fb2c052b679a762abe04c3aa441326498606999c4250f491ef987a33540b43edcfac62'
    'e4b31ca9c908e89580df94fa758f3fa64707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d35'
    '1e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89eeabf8ad240c738b5a3f7f2cef96115a1'
    'e0ae5da49b341a55ad933230f58cb1e31df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51'
    '8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b08969974a0c96777e65b9f109c56ec684'
    '18f07dec3adc4d2079ee5f3ed7cb3948')


def tau(x):
    return int.from_bytes(bytes(SBOX[b] for b in x.to_bytes(4, 'big')), 'big')


def sm4_round_keys(key):
    k = [x ^ y for x, y in zip(struct.unpack('>4I', key), (0xA3B1BAC6, 0x56AA3350, 0x677D9197, 0xB27022DC))]
    for i in range(32):
        ck = int.from_bytes(bytes((4 * i + j) * 7 % 256 for j in range(4)), 'big')
        x = tau(k[i + 1] ^ k[i + 2] ^ k[i + 3] ^ ck)
        k.append(k[i] ^ x ^ rotate(x, 13) ^ rotate(x, 23))
    return k[4:]


def sm4_ctr(key, nonce, data):
    keys = sm4_round_keys(key)
    out = bytearray()
    for at in range(0, len(data), 16):
        a, b, c, d = struct.unpack('>4I', nonce + struct.pack('>I', at // 16))
        for k in keys:
            x = tau(b ^ c ^ d ^ k)
            a, b, c, d = b, c, d, a ^ x ^ rotate(x, 2) ^ rotate(x, 10) ^ rotate(x, 18) ^ rotate(x, 24)
        out += bytes(p ^ q for p, q in zip(data[at:at + 16], struct.pack('>4I', d, c, b, a)))
    return bytes(out)


P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)


def add(p, q):
    if p is None or q is None:
        return p or q
    if p[0] == q[0]:
        if (p[1] + q[1]) % P == 0:
            return None
        slope = (3 * p[0] * p[0] + A) * pow(2 * p[1], -1, P)
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, P)
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P


def multiply(k, p):
    result = None
    for bit in bin(k)[2:]:
        result = add(result, result)
        if bit == '1':
            result = add(result, p)
    return result


def point(data):
    need(len(data) == 65 and data[0] == 4, '不是 SM2 点')
    x, y = int.from_bytes(data[1:33], 'big'), int.from_bytes(data[33:], 'big')
    need(x < P and y < P and (y * y - x * x * x - A * x - B) % P == 0, '点不在 SM2 曲线上')
    return x, y


def b32(x):
    return x.to_bytes(32, 'big')


def encode(p):
    return b'\x04' + b32(p[0]) + b32(p[1])


def sm2_decrypt(sealed, private):
    x, y = multiply(int.from_bytes(private, 'big'), point(sealed[:65]))
    masked = sealed[97:]
    key = b''.join(sm3(b32(x) + b32(y) + struct.pack('>I', i + 1)) for i in range(-(-len(masked) // 32)))
    plain = bytes(p ^ q for p, q in zip(masked, key))
    need(sm3(b32(x) + plain + b32(y)) == sealed[65:97], '接收方密文已损坏')
    return plain


def sm2_verify(signature, message, public):
    r, s = int.from_bytes(signature[:32], 'big'), int.from_bytes(signature[32:], 'big')
    z = sm3(b'\x00\x80' + b'1234567812345678' + b32(A) + b32(B) + b32(G[0]) + b32(G[1]) + public[1:])
    t = (r + s) % N
    if not (0 < r < N and 0 < s < N and t):
        return False
    total = add(multiply(s, G), multiply(t, point(public)))
    return total is not None and (int.from_bytes(sm3(z + message), 'big') + total[0]) % N == r


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
