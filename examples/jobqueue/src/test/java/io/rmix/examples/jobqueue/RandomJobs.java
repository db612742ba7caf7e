package io.rmix.examples.jobqueue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Small crowded traces full of ties, zero lengths, overruns and early ends. */
final class RandomJobs {
    private RandomJobs() {}

    /** How many processors the machine of a seed has. */
    static int processors(long seed) {
        return 1 + new Random(seed).nextInt(12);
    }

    /** Up to 60 jobs in no order; a few are larger than the machine if asked for. */
    static List<Job> of(long seed, boolean alsoTooLarge) {
        Random random = new Random(seed);
        int processors = 1 + random.nextInt(12);
        int count = 1 + random.nextInt(60);
        int span = 1 + random.nextInt(120);
        int longest = 1 + random.nextInt(25);
        List<Long> numbers = new ArrayList<>();
        for (long number = 1; number <= 2L * count; number++) {
            numbers.add(number);
        }
        Collections.shuffle(numbers, random);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long run = random.nextInt(8) == 0 ? 0 : random.nextInt(longest);
            long estimate = switch (random.nextInt(4)) {
                case 0 -> run;
                case 1 -> run + random.nextInt(longest);
                case 2 -> run / (1 + random.nextInt(4));
                default -> random.nextInt(longest);
            };
            int size = 1 + random.nextInt(processors);
            if (alsoTooLarge && random.nextInt(10) == 0) {
                size = processors + 1 + random.nextInt(3);
            }
            jobs.add(new Job(numbers.get(i), random.nextInt(span), run, estimate, size));
        }
        return jobs;
    }
}
