"""A SOAP client made by zeep of the served WSDL. Arguments: the WSDL's address; the port to use, of SOAP 1.1 or 1.2."""
import datetime
import logging
import sys

import zeep

import checks

WSDL, PORT = sys.argv[1:]
SOAP_12 = PORT.endswith('Soap12Port')

# zeep reports what a server leaves out at this level, and nothing else that is of use here.
logging.getLogger('zeep').setLevel(logging.ERROR)
client = zeep.Client(WSDL)
kit = client.bind('KitServiceService', PORT)

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
LEAF = dict(name='leaf', amount=-3, price=0.25, colour='BLUE', parts=[], due=None, blob=b'\x01\x00\xff')
TREE = dict(name='tree', amount=2**53 + 1, price=-1e300, colour='RED', parts=[LEAF, LEAF], due=EPOCH, blob=b'')
REF = dict(
    guid='00112233-4455-6677-8899-aabbccddeeff',
    endpoint=[dict(uri='soap://127.0.0.1:80/a/b', contract=['x.Y', 'x.Z'])])


def entries(*pairs):
    return dict(entry=[dict(key=key, value=value) for key, value in pairs])


VALUES = {
    'echoBoolean': [True, False],
    'echoInt': [0, -2**31, 2**31 - 1],
    'echoLong': [0, -2**63, 2**53 + 1],
    'echoDouble': [0.1, -1e300, float('inf')],
    'echoString': ['', '  two  spaces ', '<a>&amp;]]></a>', 'äöü € 𝄞', 'line\nline\ttab'],
    'echoBytes': [b'', b'\x00\x01\x7f\x80\xff'],
    'echoEnum': ['RED', 'GREEN', 'BLUE'],
    'echoRecord': [LEAF, TREE],
    'echoStrings': [[], ['', 'a', '']],
    'echoRecords': [[], [LEAF, TREE]],
    'echoInts': [[], [0, -1, 2**30]],
    'echoDoubles': [[], [0.0, -1.5, float('-inf')]],
    'echoMap': [entries(), entries(('', 0), ('k', -1))],
    'echoRecordMap': [entries(), entries((-5, TREE), (0, LEAF))],
    'echoOptional': [None, '', 'x'],
    'echoOptionalRecord': [None, LEAF],
    'echoInstant': [EPOCH, datetime.datetime(2024, 2, 29, 12, 34, 56, 123456, UTC)],
    'echoDuration': [
        datetime.timedelta(0),
        datetime.timedelta(seconds=-1.5),
        datetime.timedelta(days=1, hours=1, minutes=1, seconds=1.5)],
    'echoNested': [
        entries(),
        entries((-2, []), (1, [dict(item=dict(item='x')), dict(item={}), {}]))],
    'echoRef': [REF],
    # A protobuf message goes as the bytes of its encoding: executed = 5, refusal = "no".
    'echoMessage': [b'', b'\x08\x05\x1a\x02no'],
}


def as_read(value):
    """A value as zeep has it when it is read: what is empty is None, and what is absent is left out here."""
    if isinstance(value, zeep.xsd.CompoundValue):
        value = {name: value[name] for name in value}
    if isinstance(value, dict):
        fields = {name: as_read(field) for name, field in value.items()}
        return {name: field for name, field in fields.items() if field is not None} or None
    if isinstance(value, list):
        return [as_read(item) for item in value] or None
    return None if value == '' or value == b'' else value


def echo(operation):
    for value in VALUES[operation]:
        expected = as_read(value)
        # Of a result that is one list of entries zeep gives the list.
        if isinstance(expected, dict) and list(expected) == ['entry']:
            expected = expected['entry']
        checks.equal(expected, as_read(kit[operation](value=value)))


OPERATIONS = client.wsdl.bindings[kit._binding.name].all()
for name in sorted(OPERATIONS):
    if name.startswith('echo'):
        checks.add(name, echo, name)


def fails(operation, **arguments):
    try:
        kit[operation](**arguments)
    except zeep.exceptions.Fault as e:
        return e
    raise AssertionError('no fault')


@checks.check
def every_echo_has_values():
    checks.equal(sorted(VALUES), sorted(name for name in OPERATIONS if name.startswith('echo')))


@checks.check
def the_version_asked_for():
    checks.equal(
        zeep.wsdl.bindings.Soap12Binding if SOAP_12 else zeep.wsdl.bindings.Soap11Binding, type(kit._binding))


@checks.check
def several_arguments_and_none():
    checks.equal('7seven[1.0, 2.5]', kit.three(number=7, text='seven', more=[1, 2.5]))
    checks.equal(None, kit.nothing())
    checks.equal(1 << 20, len(kit.make(bytes=1 << 20)))


@checks.check
def typed_fault():
    fault = fails('refuse', reason='closed today', code=-7)
    checks.equal('closed today', fault.message)
    checks.equal('Receiver' if SOAP_12 else 'Server', fault.code.rpartition(':')[2])
    exception = client.wsdl.types.deserialize(fault.detail[0])
    checks.equal(dict(message='closed today', code=-7), as_read(exception))
    checks.equal('KitException', fault.detail[0].tag.rpartition('}')[2])


@checks.check
def failure_of_the_servant():
    fault = fails('crash', secret='the password')
    checks.equal(False, 'password' in str(fault))
    checks.equal('{urn:rmix:v1}Refusal', fault.detail[0].tag)


@checks.check
def what_does_not_fit_is_refused():
    fault = fails('echoEnum', value='PURPLE')
    checks.equal('Sender' if SOAP_12 else 'Client', fault.code.rpartition(':')[2])


@checks.check
def one_way():
    for number in range(1, 51):
        checks.equal(None, kit.right(number=number))
    checks.until('all have run', lambda: len(kit.numbers()) == 50)
    checks.equal(list(range(1, 51)), sorted(kit.numbers()))


checks.run()
