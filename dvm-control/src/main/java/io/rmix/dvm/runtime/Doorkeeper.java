package io.rmix.dvm.runtime;

import com.google.protobuf.ByteString;
import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import io.rmix.dvm.proto.v1.Hello;
import io.rmix.dvm.proto.v1.HelloAnswer;
import io.rmix.dvm.proto.v1.Present;
import io.rmix.dvm.proto.v1.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers those that start: who may not take part hears why, with both sides' values; the others hear whether there is a DVM.
 *
 * <p><b>Threads.</b> The I/O threads of providers.
 */
final class Doorkeeper implements FormationService {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    private final NodeConfiguration configuration;
    private final Member self;
    private final Agreement agreement;
    private final @Nullable Founder founder;
    private final Supplier<Optional<View>> view;
    private final OnceLog refusals = new OnceLog(LOG);

    /**
     * @param founder if this member is the one that founds
     * @param view that this member is in now
     */
    Doorkeeper(NodeConfiguration configuration, Member self, @Nullable Founder founder, Supplier<Optional<View>> view) {
        this.configuration = configuration;
        this.self = self;
        this.agreement = Agreement.of(configuration);
        this.founder = founder;
        this.view = view;
    }

    @Override
    public HelloAnswer join(Hello hello) {
        HelloAnswer.Builder answer =
                HelloAnswer.newBuilder().setMember(Messages.incarnation(self.name(), self.incarnation()));
        try {
            answer(hello, answer);
        } catch (IllegalArgumentException e) {
            answer.setRefused(utf8(self.name() + " refuses a hello: " + e.getMessage()));
        }
        return answer.build();
    }

    private void answer(Hello hello, HelloAnswer.Builder answer) {
        Member member = Messages.member(hello.getMember(), hello.getPriority());
        String wrong = wrong(member, hello);
        if (!wrong.isEmpty()) {
            refusals.warn("member " + member.name() + " is refused: " + wrong);
            answer.setRefused(utf8(self.name() + " refuses " + member.name() + ": " + wrong));
            return;
        }
        if (founder != null) {
            founder.welcome(member);
        }
        Optional<View> first = founder == null ? Optional.empty() : founder.viewOf(member);
        Optional<View> now = view.get();
        if (first.isPresent()) {
            answer.setView(Messages.write(first.get()));
        } else if (now.isPresent()) {
            answer.setPresent(Present.newBuilder().setView(now.get().number()));
        } else {
            Waiting.Builder waiting = Waiting.newBuilder();
            waitsFor(member).forEach(each -> waiting.addMissing(utf8(each)));
            answer.setWaiting(waiting);
        }
    }

    private String wrong(Member member, Hello hello) {
        List<String> wrong = new ArrayList<>(agreement.differences(hello));
        known(member.name())
                .filter(each -> each.priority() != member.priority())
                .ifPresent(each -> wrong.add(
                        "priority of " + each.name() + ": here " + each.priority() + ", there " + member.priority()));
        return String.join("; ", wrong);
    }

    private Optional<MemberAddress> known(String name) {
        int index = configuration.indexOf(name);
        return index < 0
                ? Optional.empty()
                : Optional.of(configuration.members().get(index));
    }

    /** There is no DVM yet, as far as this member knows. */
    private List<String> waitsFor(Member member) {
        if (founder == null) {
            return List.of(configuration
                    .founder()
                    .map(each -> "the founder " + each)
                    .orElse("a DVM, which " + self.name() + " looks for too"));
        }
        List<String> missing = founder.missing();
        if (known(member.name()).isEmpty()) {
            return List.of("the DVM to be founded by "
                    + configuration.members().stream().map(MemberAddress::name).toList() + ", of which "
                    + member.name() + " is none");
        }
        return missing;
    }

    private static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(Checked.cut(text));
    }
}
