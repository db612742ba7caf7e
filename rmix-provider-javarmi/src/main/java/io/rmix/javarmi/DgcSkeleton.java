package io.rmix.javarmi;

import java.io.IOException;
import java.rmi.UnmarshalException;
import java.rmi.dgc.Lease;
import java.rmi.dgc.VMID;
import java.rmi.server.ObjID;
import java.util.Set;

/**
 * The distributed garbage collector as clients see it: every lease is granted and none is kept, for what is exported stays so
 * until it is unexported.
 */
final class DgcSkeleton implements Skeleton {
    private static final long INTERFACE_HASH = -669196253586618813L;
    private static final int CLEAN = 0;
    private static final int DIRTY = 1;
    private static final long LONGEST_MILLIS = 600_000;
    private static final AllowList ARGUMENTS = new AllowList(
            Set.of(ObjID.class.getName(), "java.rmi.server.UID", VMID.class.getName(), Lease.class.getName(), "[B"),
            false,
            10_000,
            8);

    @Override
    public byte[] serve(MarshalInput in, int operation, long hash, String peer)
            throws IOException, ClassNotFoundException {
        if (hash != INTERFACE_HASH || (operation != CLEAN && operation != DIRTY))
            throw new UnmarshalException("invalid method of the distributed garbage collector: " + operation);
        in.allow(ARGUMENTS, null);
        ObjID[] objects = (ObjID[]) in.readObject();
        if (objects == null) throw new UnmarshalException("no objects");
        in.readLong();
        if (operation == CLEAN) {
            in.readObject();
            in.readBoolean();
            return NativeAnswer.value(1024, out -> {});
        }
        Lease wanted = (Lease) in.readObject();
        if (wanted == null) throw new UnmarshalException("no lease");
        VMID id = wanted.getVMID() == null ? new VMID() : wanted.getVMID();
        Lease granted = new Lease(id, Math.min(wanted.getValue(), LONGEST_MILLIS));
        return NativeAnswer.value(64 << 10, out -> out.writeObject(granted));
    }
}
