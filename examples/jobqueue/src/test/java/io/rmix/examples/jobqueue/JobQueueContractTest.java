package io.rmix.examples.jobqueue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.CodedInputStream;
import io.rmix.contract.Contract;
import io.rmix.contract.ContractLock;
import io.rmix.contract.DecodeException;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The job queue as a contract: what its calls and answers are on the wire. */
class JobQueueContractTest {
    private static final Job JOB = new Job(7, 10, 5, 6, 2);
    private static final Acknowledgement ACKNOWLEDGED = new Acknowledgement(7, 10);
    private static final Summary SUMMARY = new Summary(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    private final Contract contract = Contract.of(JobQueue.class);
    private final ProtoCodec codec = ProtoCodec.of(contract);

    @Test
    void fieldNumbersAreThoseOfTheLockFile() throws IOException {
        String file = "META-INF/rmix/io.rmix.examples.jobqueue.JobQueue.lock";
        try (InputStream in = JobQueue.class.getClassLoader().getResourceAsStream(file)) {
            assertNotNull(in, file);
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(ContractLock.of(contract).toString(), text);
        }
    }

    @Test
    void everyCallAndAnswerRoundTrips() {
        Rejection rejection = new Rejection(8, RejectReason.LATE, "late");
        roundTrip("submit", List.of(JOB), ACKNOWLEDGED);
        roundTrip(
                "submitAll",
                List.of(List.of(JOB, JOB)),
                new BatchAcknowledgement(List.of(ACKNOWLEDGED), List.of(rejection)));
        roundTrip("advance", List.of(JobQueue.END_OF_TIME), SUMMARY);
        roundTrip("status", List.of(7L), new JobStatus(7, JobState.RUNNING, Optional.of(0L), Optional.empty()));
        roundTrip("summary", List.of(), SUMMARY);
        ScheduledJob row = new ScheduledJob(1, 2, 3, 4, 5);
        roundTrip("schedule", List.of(0L, 4), new SchedulePage(9, List.of(row, row), true));
        assertEquals(6, contract.operations().size());
    }

    private void roundTrip(String name, List<?> arguments, Object result) {
        Operation operation = contract.find(name);
        assertNotNull(operation, name);
        byte[] request = codec.request(operation).encode(arguments.toArray());
        assertArrayEquals(arguments.toArray(), codec.request(operation).decode(CodedInputStream.newInstance(request)));
        byte[] response = codec.response(operation).encode(result);
        assertEquals(result, codec.response(operation).decode(CodedInputStream.newInstance(response)));
    }

    @Test
    void declaredExceptionsKeepTheirFields() {
        JobRejectedException rejected =
                thrown(contract.find("submit"), new JobRejectedException(7, RejectReason.TOO_LARGE, "too large"));
        assertEquals(7, rejected.job());
        assertEquals(RejectReason.TOO_LARGE, rejected.reason());
        assertEquals("too large", rejected.getMessage());
        UnknownJobException unknown = thrown(contract.find("status"), new UnknownJobException(9));
        assertEquals(9, unknown.job());
        assertEquals("no job 9 was accepted", unknown.getMessage());
    }

    @SuppressWarnings("unchecked")
    private <E extends Exception> E thrown(Operation operation, E exception) {
        ExceptionType type = operation.exceptionFor(exception);
        assertNotNull(type);
        byte[] bytes = codec.exception(type).encode(exception);
        return (E) codec.exception(type).decode(CodedInputStream.newInstance(bytes));
    }

    @Test
    void aJobThatCannotBeIsRefusedWhenItArrives() {
        Operation submit = contract.find("submit");
        byte[] withoutProcessors = {0x0a, 0x02, 0x08, 0x07}; // job { number: 7 }, all else 0
        assertThrows(
                DecodeException.class,
                () -> codec.request(submit).decode(CodedInputStream.newInstance(withoutProcessors)));
    }
}
