"""Calls an RMIX server with nothing but Python's own xmlrpc.client. Usage: client.py PORT"""
import datetime
import sys
import xmlrpc.client

url = "http://127.0.0.1:%s/" % sys.argv[1]
server = xmlrpc.client.ServerProxy(url, use_builtin_types=True)
kit = server.kit


def check(got, expected):
    assert got == expected and type(got) is type(expected), "got %r, expected %r" % (got, expected)


def fault(call, code, text):
    try:
        call()
    except xmlrpc.client.Fault as e:
        assert e.faultCode == code and e.faultString == text, repr(e)
    else:
        raise AssertionError("no fault: " + text)


def values():
    check(kit.echoBoolean(True), True)
    check(kit.echoInt(-2147483648), -2147483648)
    check(kit.echoLong("9223372036854775807"), "9223372036854775807")
    check(kit.echoLong(5), "5")
    check(kit.echoDouble(0.1), 0.1)
    check(kit.echoDouble(3), 3.0)
    check(kit.echoDouble(float("-inf")), float("-inf"))
    assert kit.echoDouble(float("nan")) != kit.echoDouble(float("nan"))
    check(kit.echoDouble(1e300), 1e300)
    check(kit.echoString("<&>\t\n ä€\U0001d11e "), "<&>\t\n ä€\U0001d11e ")
    check(kit.echoString(""), "")
    check(kit.echoBytes(bytes(range(256)) * 5), bytes(range(256)) * 5)
    check(kit.echoBytes(b""), b"")
    check(kit.echoEnum("GREEN"), "GREEN")
    check(kit.echoStrings(["a", "", "b"]), ["a", "", "b"])
    check(kit.echoInts([]), [])
    check(kit.echoMap({"x": "1", "": "2"}), {"x": "1", "": "2"})
    check(kit.echoOptional(["x"]), ["x"])
    check(kit.echoOptional([]), [])
    check(kit.echoInstant("2026-11-25T20:00:00.123456789Z"), "2026-11-25T20:00:00.123456789Z")
    check(kit.echoInstant(datetime.datetime(2026, 11, 25, 20, 0, 1)), "2026-11-25T20:00:01Z")
    check(kit.echoDuration("-PT1.5S"), "-PT1.5S")
    check(kit.three(1, "x", [0.5, 2.0]), "1x[0.5, 2.0]")


def records():
    part = {"name": "p", "amount": "1", "price": 0.5, "colour": "RED", "parts": [], "blob": b"\x00"}
    line = dict(part, name="l", parts=[part], due="2026-01-01T00:00:00Z")
    check(kit.echoRecord(line), line)
    check(kit.echoRecord({"colour": "BLUE"}), {
        "name": "", "amount": "0", "price": 0.0, "colour": "BLUE", "parts": [], "blob": b""})
    check(kit.echoRecords([line, part]), [line, part])
    check(kit.echoRecordMap([{"key": 7, "value": part}]), [{"key": 7, "value": part}])
    check(kit.echoNested([{"key": "5", "value": [[], [[]], [["x"]]]}]), [{"key": "5", "value": [[], [[]], [["x"]]]}])
    ref = {"guid": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "host": "h",
           "endpoints": [{"uri": "grpc://127.0.0.1:9000/s", "contracts": ["a.B"]}]}
    check(kit.echoRef(ref), ref)
    check(kit.echoMessage(b"\x08\x05"), b"\x08\x05")


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


def one_way():
    check(kit.right(1), True)
    check(kit.nothing(), True)
    for number in range(2, 20):
        kit.left(number)
    assert "19" in kit.numbers()


def introspection():
    methods = server.system.listMethods()
    assert "kit.echoRecord" in methods and "system.methodHelp" in methods, methods
    check(server.system.methodSignature("kit.three"), [["string", "int", "string", "array"]])
    check(server.system.methodSignature("kit.nothing"), [["boolean"]])
    assert "KitException" in server.system.methodHelp("kit.refuse")
    fault(lambda: server.system.methodHelp("kit.nosuch"), -32601, "no such method: system.methodHelp")


for part in (values, records, faults, one_way, introspection):
    part()
    print(part.__name__, flush=True)
