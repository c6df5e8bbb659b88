"""SM3, SM4-CTR and SM2 (GB/T 32905, 32907, 32918) in plain Python: short, slow, for checking only."""
import struct


class Refused(Exception):
    pass


def need(condition, why):
    if not condition:
        raise Refused(why)


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
