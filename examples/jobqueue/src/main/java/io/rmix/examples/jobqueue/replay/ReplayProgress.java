package io.rmix.examples.jobqueue.replay;

/**
 * How far a replay is.
 *
 * @param jobs jobs of the trace
 * @param submitted jobs whose submission was begun
 * @param acknowledged jobs accepted
 * @param rejected jobs not accepted
 * @param finished jobs that the queue said were finished when it last answered an advance
 * @param time virtual time that the queue gave then, in seconds
 */
public record ReplayProgress(int jobs, int submitted, int acknowledged, int rejected, int finished, long time) {}
