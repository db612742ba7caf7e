package io.rmix.contract;

import static io.rmix.contract.Changes.assertChanges;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.Name;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules of docs/CONTRACTS.md for records and enums, and for methods of Java RMI, between two interfaces of one contract. */
class TypeCompatibilityTest {
    @Name("c.Types")
    interface Types {
        Map<String, Out> get(In in);

        record In(int a, Asked asked) {}

        record Out(String b, Told told, List<Out> more) {}

        enum Asked {
            X,
            Y
        }

        enum Told {
            P,
            Q
        }
    }

    @Name("c.Types")
    interface Grown {
        Map<String, Out> get(In in);

        record In(int a, Asked asked, Optional<Asked> then) {}

        record Out(String b, Told told, List<Out> more, long size) {}

        enum Asked {
            Z,
            Y,
            X
        }

        enum Told {
            Q
        }
    }

    @Name("c.Types")
    interface Shrunk {
        Map<String, Out> get(In in);

        record In(Asked asked, int a) {}

        record Out(byte[] b, Told told) {}

        enum Asked {
            X
        }

        enum Told {
            P,
            Q,
            R
        }
    }

    @Test
    void recordsGrowAndEnumsWhereNobodyIsSurprised() {
        assertChanges(Types.class, Grown.class);
        assertChanges(
                Types.class,
                Shrunk.class,
                "enum Asked, constant Y: was there, is gone; keep it: clients may send it",
                "In, order of components: was a, asked, is asked, a;",
                "Out, component b: was string, is bytes;",
                "Out, component more: was list<Out>, is gone;",
                "enum Told, constant R: was not there, is there; clients of before refuse answers");
    }

    @Name("c.Remote")
    interface Native extends Remote {
        void call(Integer a, Entry entry) throws RemoteException;

        record Entry(int a) implements java.io.Serializable {}
    }

    @Name("c.Remote")
    interface NativeChanged extends Remote {
        void call(int a, Entry entry) throws RemoteException;

        record Entry(int a, long more, String text) implements java.io.Serializable {}
    }

    @Name("c.Remote")
    interface NoLongerNative {
        void call(Integer a, Native.Entry entry);
    }

    @Test
    void javaRmiGoesByTheMethod() {
        assertChanges(
                Native.class,
                NativeChanged.class,
                "operation call, Java method: was call(Ljava/lang/Integer;L",
                "Entry, component text: was not there, is string; add none but boolean, int, long and double");
        assertEquals(
                "interface: was a java.rmi.Remote, is no java.rmi.Remote",
                Changes.of(Native.class, NoLongerNative.class).get(0).split(";")[0]);
    }
}
