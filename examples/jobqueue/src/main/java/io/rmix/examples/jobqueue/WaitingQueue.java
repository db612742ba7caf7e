package io.rmix.examples.jobqueue;

import java.util.Arrays;

/**
 * Jobs that wait, in order of arrival, with a search for the next one that may start now.
 *
 * <p>A slot is a place in arrival order. Over the slots stands a binary tree; each node holds the least processors and the least
 * estimate of the jobs below it, so that a search leaves out whole ranges of jobs that cannot start. Slots stay valid until the
 * next {@link #add}.
 */
final class WaitingQueue {
    static final int NONE = -1;
    private static final int SMALLEST = 16;

    /** Slots; a power of two. The tree's root is node 1, and the leaf of slot s is node capacity + s. */
    private int capacity;

    private int[] rows;
    private int[] leastProcessors;
    private long[] leastEstimate;

    /** Slots from head on may hold jobs, those from tail on are unused. */
    private int head;

    private int tail;
    private int size;

    WaitingQueue() {
        capacity = SMALLEST;
        rows = new int[capacity];
        leastProcessors = emptyProcessors(capacity);
        leastEstimate = emptyEstimates(capacity);
    }

    int size() {
        return size;
    }

    /** Adds a job at the end. */
    void add(int row, Job job) {
        if (tail == capacity) {
            compact();
        }
        size++;
        put(tail++, row, job.processors(), job.estimate());
    }

    /** The first job's slot, or NONE. */
    int first() {
        if (size == 0) {
            return NONE;
        }
        while (leastProcessors[capacity + head] == Integer.MAX_VALUE) {
            head++;
        }
        return head;
    }

    /**
     * The first slot from {@code from} on whose job takes at most {@code free} processors, and either says that it runs at most
     * {@code window} seconds or takes at most {@code spare} processors; or NONE.
     */
    int next(int from, int free, long window, int spare) {
        int node = capacity + from;
        if (from >= tail) {
            return NONE;
        }
        while (true) {
            int processors = leastProcessors[node];
            if (processors <= free && (processors <= spare || leastEstimate[node] <= window)) {
                if (node >= capacity) {
                    return node - capacity;
                }
                node <<= 1;
                continue;
            }
            while ((node & 1) == 1) {
                node >>= 1;
            }
            if (node == 0) {
                return NONE;
            }
            node++;
        }
    }

    int row(int slot) {
        return rows[slot];
    }

    void remove(int slot) {
        size--;
        put(slot, NONE, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    private void put(int slot, int row, int processors, long estimate) {
        rows[slot] = row;
        int node = capacity + slot;
        leastProcessors[node] = processors;
        leastEstimate[node] = estimate;
        for (node >>= 1; node > 0; node >>= 1) {
            pull(node);
        }
    }

    private void pull(int node) {
        int left = node << 1;
        leastProcessors[node] = Math.min(leastProcessors[left], leastProcessors[left + 1]);
        leastEstimate[node] = Math.min(leastEstimate[left], leastEstimate[left + 1]);
    }

    /** Moves the jobs to the front of new arrays in which at least half the slots are unused. */
    private void compact() {
        int wider = Math.max(SMALLEST, Integer.highestOneBit(size) << 2);
        int[] movedRows = new int[wider];
        int[] movedProcessors = emptyProcessors(wider);
        long[] movedEstimates = emptyEstimates(wider);
        int to = 0;
        for (int slot = head; slot < tail; slot++) {
            if (leastProcessors[capacity + slot] != Integer.MAX_VALUE) {
                movedRows[to] = rows[slot];
                movedProcessors[wider + to] = leastProcessors[capacity + slot];
                movedEstimates[wider + to] = leastEstimate[capacity + slot];
                to++;
            }
        }
        capacity = wider;
        rows = movedRows;
        leastProcessors = movedProcessors;
        leastEstimate = movedEstimates;
        head = 0;
        tail = to;
        for (int node = capacity - 1; node > 0; node--) {
            pull(node);
        }
    }

    private static int[] emptyProcessors(int capacity) {
        int[] empty = new int[2 * capacity];
        Arrays.fill(empty, Integer.MAX_VALUE);
        return empty;
    }

    private static long[] emptyEstimates(int capacity) {
        long[] empty = new long[2 * capacity];
        Arrays.fill(empty, Long.MAX_VALUE);
        return empty;
    }
}
