package io.rmix.dvm.runtime;

import io.rmix.Stub;
import io.rmix.dvm.Member;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.proto.v1.Hello;
import io.rmix.dvm.proto.v1.HelloAnswer;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says hello to the founder until it answers with a view or a refusal. Asks by timer; no thread waits. */
final class Greeter {
    private static final Logger LOG = LoggerFactory.getLogger(Greeter.class);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final NodeConfiguration configuration;
    private final Member self;
    private final Stub<FormationService> founder;
    private final ScheduledExecutorService timer;
    private final Consumer<View> onView;
    private final Consumer<String> onRefusal;
    private final Hello hello;
    private volatile String waitsFor;
    private volatile boolean over;

    Greeter(
            NodeConfiguration configuration,
            Member self,
            Stub<FormationService> founder,
            ScheduledExecutorService timer,
            Consumer<View> onView,
            Consumer<String> onRefusal) {
        this.configuration = configuration;
        this.self = self;
        this.founder = founder;
        this.timer = timer;
        this.onView = onView;
        this.onRefusal = onRefusal;
        this.hello = hello(configuration.shared(), self);
        this.waitsFor = "the founder " + configuration.members().get(0).name() + " at " + founder.endpoint()
                + ", which does not answer";
    }

    static Hello hello(SharedConfiguration shared, Member self) {
        return Hello.newBuilder()
                .setProtocolVersion(SharedConfiguration.PROTOCOL_VERSION)
                .setDvm(Messages.text(shared.dvm()))
                .setFingerprint(shared.fingerprint())
                .setMember(Messages.incarnation(self.name(), self.incarnation()))
                .setPriority(self.priority())
                .build();
    }

    /** Who is missing still, for the operator. */
    String waitsFor() {
        return waitsFor;
    }

    void start() {
        ask(FIRST_PAUSE_MILLIS);
    }

    void stop() {
        over = true;
    }

    private void ask(long pause) {
        if (over) {
            return;
        }
        try {
            founder.async(service -> service.join(hello))
                    .whenComplete((answer, failure) -> heard(answer, failure, pause));
        } catch (RuntimeException e) {
            heard(null, e, pause);
        }
    }

    private void heard(@Nullable HelloAnswer answer, @Nullable Throwable failure, long pause) {
        if (over) {
            return;
        }
        if (answer == null) {
            LOG.debug("hello was not answered: {}", String.valueOf(failure));
            again(pause);
            return;
        }
        switch (answer.getAnswerCase()) {
            case VIEW -> view(answer);
            case REFUSED -> end(() -> onRefusal.accept(answer.getRefused().toStringUtf8()));
            case WAITING, ANSWER_NOT_SET -> {
                waitsFor = answer.getWaiting().getMissingList().stream()
                        .map(Messages::text)
                        .toList()
                        .toString();
                again(Math.min(pause, 4 * FIRST_PAUSE_MILLIS));
            }
        }
    }

    private void again(long pause) {
        timer.schedule(() -> ask(Math.min(2 * pause, LONGEST_PAUSE_MILLIS)), pause, TimeUnit.MILLISECONDS);
    }

    private void end(Runnable last) {
        over = true;
        last.run();
    }

    private void view(HelloAnswer answer) {
        View view;
        try {
            view = Messages.read(answer.getView());
        } catch (IllegalArgumentException e) {
            end(() -> onRefusal.accept("the founder's view cannot be read: " + e.getMessage()));
            return;
        }
        String wrong = wrong(view);
        end(wrong.isEmpty() ? () -> onView.accept(view) : () -> onRefusal.accept(wrong));
    }

    /** What is wrong with the founder's view: it holds some of the members configured here, this one among them, in the order configured here. */
    private String wrong(View view) {
        List<String> here = configuration.members().stream()
                .map(each -> each.name() + ":" + each.priority())
                .toList();
        List<String> there = view.members().stream()
                .map(each -> each.member().name() + ":" + each.member().priority())
                .toList();
        if (!here.stream().filter(there::contains).toList().equals(there)) {
            return "members in ring order with priorities: here " + here + ", at the founder " + there;
        }
        return view.indexOf(self) < 0 ? "the founder's view has another incarnation than " + self : "";
    }
}
