"""What the gRPC programs share: the values, and messages made of them by protobuf's own JSON form."""
import json
import os
import sys

from google.protobuf import json_format

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'kit-values.json'), encoding='utf-8') as _file:
    VALUES = json.load(_file)


def request(message, fields):
    return json_format.ParseDict(fields, message)


def result(operation, response):
    """The fields that a request with the response's result has."""
    fields = json_format.MessageToDict(response)
    if operation == 'EchoMessage':
        return fields
    return {'value': fields['result']} if 'result' in fields else {}


def in_full(fields, message):
    """The fields as the message itself would tell them: defaults left out."""
    return json_format.MessageToDict(json_format.ParseDict(fields, message))


def address():
    return '127.0.0.1:' + sys.argv[1]
