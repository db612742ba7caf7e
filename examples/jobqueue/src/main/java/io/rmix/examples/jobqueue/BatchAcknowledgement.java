package io.rmix.examples.jobqueue;

import java.util.List;

/**
 * What became of the jobs of one batch; every job is in one of the two lists, in the order of the batch.
 *
 * @param accepted the acknowledgements of the accepted jobs
 * @param rejected the others
 */
public record BatchAcknowledgement(List<Acknowledgement> accepted, List<Rejection> rejected) {
    public BatchAcknowledgement {
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
    }
}
