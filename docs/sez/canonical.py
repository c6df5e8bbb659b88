"""Canonical JSON, RFC 8785. Part of decode.py."""
import decimal
import json


def canonical(value):
    """Keys in the order of their UTF-16 units, numbers as ECMAScript writes them, no blanks."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode('utf-16-be'))
        return '{' + ','.join(f'{canonical(name)}:{canonical(value[name])}' for name in names) + '}'
    if isinstance(value, list):
        return '[' + ','.join(map(canonical, value)) + ']'
    if type(value) in (int, float):
        return number(float(value))
    return json.dumps(value, ensure_ascii=False)


def number(value):
    sign, digits, exponent = decimal.Decimal(repr(value)).normalize().as_tuple()
    digits, minus = ''.join(map(str, digits)), '-' if sign and value else ''
    point = len(digits) + exponent
    if value == 0:
        return '0'
    if not -6 < point <= 21:
        mantissa = digits[0] + ('.' + digits[1:] if len(digits) > 1 else '')
        return f'{minus}{mantissa}e{point - 1:+d}'
    if point <= 0:
        return minus + '0.' + '0' * -point + digits
    return minus + (digits[:point] + '.' + digits[point:] if exponent < 0 else digits + '0' * exponent)
