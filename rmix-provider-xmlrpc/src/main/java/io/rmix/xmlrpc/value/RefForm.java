package io.rmix.xmlrpc.value;

import io.rmix.Endpoint;
import io.rmix.RemoteRef;
import io.rmix.contract.DecodeException;
import io.rmix.http.xml.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A reference to an exported object: guid, host unless it is empty, and endpoints with uri and contracts each. */
final class RefForm implements Form {
    static final RefForm INSTANCE = new RefForm();

    private static final String GUID = "guid";
    private static final String HOST = "host";
    private static final String ENDPOINTS = "endpoints";
    private static final String URI = "uri";
    private static final String CONTRACTS = "contracts";

    private RefForm() {}

    @Override
    public String wireType() {
        return "struct";
    }

    @Override
    public Object write(Object value, Depth depth) {
        RemoteRef ref = Form.require(value, RemoteRef.class);
        Map<String, Object> struct = new LinkedHashMap<>();
        struct.put(GUID, ref.guid().toString());
        if (!ref.host().isEmpty()) struct.put(HOST, ref.host());
        List<Object> endpoints = new ArrayList<>();
        for (RemoteRef.Entry entry : ref.endpoints()) {
            Map<String, Object> endpoint = new LinkedHashMap<>();
            endpoint.put(URI, entry.endpoint().toString());
            endpoint.put(CONTRACTS, entry.contracts());
            endpoints.add(endpoint);
        }
        struct.put(ENDPOINTS, endpoints);
        return struct;
    }

    @Override
    public Object read(Object wire, Depth depth) {
        Map<?, ?> struct = Form.expect(wire, Map.class, "struct");
        String guid = text(HolderForms.part(struct, GUID));
        String host = struct.containsKey(HOST) ? text(HolderForms.part(struct, HOST)) : "";
        try {
            UUID id = UUID.fromString(guid);
            if (!id.toString().equalsIgnoreCase(guid)) throw new IllegalArgumentException(guid);
            List<RemoteRef.Entry> endpoints = new ArrayList<>();
            for (Object item : Form.expect(HolderForms.part(struct, ENDPOINTS), Object[].class, "array"))
                endpoints.add(endpoint(Form.expect(item, Map.class, "struct")));
            return new RemoteRef(id, host, endpoints);
        } catch (IllegalArgumentException e) {
            throw new DecodeException("is no RemoteRef: " + Printable.of(String.valueOf(e.getMessage())));
        }
    }

    private static RemoteRef.Entry endpoint(Map<?, ?> struct) {
        List<String> contracts = new ArrayList<>();
        for (Object name : Form.expect(HolderForms.part(struct, CONTRACTS), Object[].class, "array"))
            contracts.add(text(name));
        return new RemoteRef.Entry(Endpoint.parse(text(HolderForms.part(struct, URI))), contracts);
    }

    private static String text(Object wire) {
        return Form.expect(wire, String.class, "string").strip();
    }

    @Override
    public Object absent() {
        throw new DecodeException("is absent: no RemoteRef stands for that, use Optional");
    }
}
