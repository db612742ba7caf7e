"""Calls an RMIX server with nothing but Python's own xmlrpc.client. Usage: kit_client.py PORT"""
import datetime
import sys
import xmlrpc.client

import checks

url = "http://127.0.0.1:%s/" % sys.argv[1]
server = xmlrpc.client.ServerProxy(url, use_builtin_types=True)
kit = server.kit


def same(got, expected):
    assert got == expected and type(got) is type(expected), "got %r, expected %r" % (got, expected)


def fault(call, code, text):
    try:
        call()
    except xmlrpc.client.Fault as e:
        assert e.faultCode == code and e.faultString == text, repr(e)
    else:
        raise AssertionError("no fault: " + text)


@checks.check
def values():
    same(kit.echoBoolean(True), True)
    same(kit.echoInt(-2147483648), -2147483648)
    same(kit.echoLong("9223372036854775807"), "9223372036854775807")
    same(kit.echoLong(5), "5")
    same(kit.echoDouble(0.1), 0.1)
    same(kit.echoDouble(3), 3.0)
    same(kit.echoDouble(float("-inf")), float("-inf"))
    assert kit.echoDouble(float("nan")) != kit.echoDouble(float("nan"))
    same(kit.echoDouble(1e300), 1e300)
    same(kit.echoString("<&>\t\n ä€\U0001d11e "), "<&>\t\n ä€\U0001d11e ")
    same(kit.echoString(""), "")
    same(kit.echoBytes(bytes(range(256)) * 5), bytes(range(256)) * 5)
    same(kit.echoBytes(b""), b"")
    same(kit.echoEnum("GREEN"), "GREEN")
    same(kit.echoStrings(["a", "", "b"]), ["a", "", "b"])
    same(kit.echoInts([]), [])
    same(kit.echoMap({"x": "1", "": "2"}), {"x": "1", "": "2"})
    same(kit.echoOptional(["x"]), ["x"])
    same(kit.echoOptional([]), [])
    same(kit.echoInstant("2026-11-25T20:00:00.123456789Z"), "2026-11-25T20:00:00.123456789Z")
    same(kit.echoInstant(datetime.datetime(2026, 11, 25, 20, 0, 1)), "2026-11-25T20:00:01Z")
    same(kit.echoDuration("-PT1.5S"), "-PT1.5S")
    same(kit.three(1, "x", [0.5, 2.0]), "1x[0.5, 2.0]")


@checks.check
def records():
    part = {"name": "p", "amount": "1", "price": 0.5, "colour": "RED", "parts": [], "blob": b"\x00"}
    line = dict(part, name="l", parts=[part], due="2026-01-01T00:00:00Z")
    same(kit.echoRecord(line), line)
    same(kit.echoRecord({"colour": "BLUE"}), {
        "name": "", "amount": "0", "price": 0.0, "colour": "BLUE", "parts": [], "blob": b""})
    same(kit.echoRecords([line, part]), [line, part])
    same(kit.echoRecordMap([{"key": 7, "value": part}]), [{"key": 7, "value": part}])
    same(kit.echoNested([{"key": "5", "value": [[], [[]], [["x"]]]}]), [{"key": "5", "value": [[], [[]], [["x"]]]}])
    ref = {"guid": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "host": "h",
           "endpoints": [{"uri": "grpc://127.0.0.1:9000/s", "contracts": ["a.B"]}]}
    same(kit.echoRef(ref), ref)
    same(kit.echoMessage(b"\x08\x05"), b"\x08\x05")


@checks.check
def faults():
    fault(lambda: kit.refuse("broke", 7), 1, "KitException: broke")
    fault(lambda: kit.crash("secret"), -32500, "the servant failed; its log says why")
    fault(lambda: kit.nosuch(), -32601,
          "kit (io.rmix.testkit.KitService) has no method kit.nosuch; system.listMethods names all")
    fault(lambda: server.nobody.echo(), -32601,
          "no service for the method nobody.echo; system.listMethods names all methods")
    fault(lambda: kit.echoInt("5"), -32602, "arguments refused: value is of type string where int is expected")
    fault(lambda: kit.echoEnum("PINK"), -32602,
          "arguments refused: value is PINK, which is no constant of Colour")


@checks.check
def one_way():
    same(kit.right(1), True)
    same(kit.nothing(), True)
    for number in range(2, 20):
        kit.left(number)
    assert "19" in kit.numbers()


@checks.check
def introspection():
    methods = server.system.listMethods()
    assert "kit.echoRecord" in methods and "system.methodHelp" in methods, methods
    same(server.system.methodSignature("kit.three"), [["string", "int", "string", "array"]])
    same(server.system.methodSignature("kit.nothing"), [["boolean"]])
    assert "KitException" in server.system.methodHelp("kit.refuse")
    fault(lambda: server.system.methodHelp("kit.nosuch"), -32601, "no such method: system.methodHelp")


checks.run()
