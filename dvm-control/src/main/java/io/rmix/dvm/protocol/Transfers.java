package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.Member;
import io.rmix.dvm.protocol.transfer.Label;
import io.rmix.dvm.protocol.transfer.Learner;
import io.rmix.dvm.protocol.transfer.Sponsor;
import io.rmix.dvm.protocol.transfer.TransferControl;
import io.rmix.dvm.protocol.view.ViewControl;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** State on its way: to this member while it is a learner, and from it to others when it is a voter. */
final class Transfers implements Succession.Listener {
    private final MemberCore.Setup setup;
    private final Succession views;
    private final Announcements announcements;
    private final List<Effect> news;
    private final Sponsor sponsor;
    private @Nullable Learner learner;
    private boolean synced;

    Transfers(MemberCore.Setup setup, Succession views, Announcements announcements, List<Effect> news) {
        this.setup = setup;
        this.views = views;
        this.announcements = announcements;
        this.news = news;
        this.sponsor =
                new Sponsor(4 * setup.shared().suspicionTicks(), setup.shared().maxMessageBytes(), new Giving());
    }

    private final class Giving implements Sponsor.Work {
        @Override
        public void take(long id) {
            news.add(new TransferEffect.TakeSnapshot(id));
        }

        @Override
        public void send(Member to, long attempt, long id, long offset, int length) {
            Identity identity = identityTo(to);
            if (identity != null) {
                news.add(new TransferEffect.SendChunk(identity, attempt, id, offset, length));
            }
        }

        @Override
        public void drop(long id) {
            news.add(new TransferEffect.DropSnapshot(id));
        }

        @Override
        public void tell(Member to, TransferControl message) {
            Identity identity = identityTo(to);
            if (identity != null) {
                news.add(new Effect.SendControl(identity, message));
            }
        }

        private @Nullable Identity identityTo(Member member) {
            LiveView view = views.current();
            int index = view == null ? -1 : view.view().indexOf(member);
            return view == null || index < 0 ? null : view.identityTo(index);
        }
    }

    private final class Getting implements Learner.Work {
        @Override
        public void tell(int member, TransferControl message) {
            LiveView view = views.current();
            if (view != null) {
                news.add(new Effect.SendControl(view.identityTo(member), message));
            }
        }

        @Override
        public void keep(long offset, ByteBuffer bytes) {
            news.add(new TransferEffect.KeepChunk(offset, bytes));
        }

        @Override
        public void restore(Label label) {
            news.add(new TransferEffect.Restore(label));
        }

        @Override
        public void dropDeliveries() {
            LiveView view = views.current();
            if (view != null) {
                news.add(new TransferEffect.DropDeliveries(view.ring().delivered()));
            }
        }

        @Override
        public void giveUp(String reason) {
            views.end(reason);
        }
    }

    @Override
    public void installed(LiveView view) {
        sponsor.installed(view.view());
        if (view.view().isVoter(view.self())) {
            learner = null;
        } else if (learner == null && !synced) {
            learner = new Learner(
                    view.view(),
                    view.self(),
                    setup.shared().suspicionTicks(),
                    setup.viewRules().checksLabels(),
                    new Getting());
        } else if (learner != null) {
            learner.installed(view.view(), view.self());
        }
    }

    /** A message between a learner and its sponsor came in. */
    void told(LiveView view, int source, TransferControl message) {
        Member member = view.view().member(source);
        switch (message.kind()) {
            case SNAPSHOT_REQUEST ->
                sponsor.asked(
                        member,
                        (TransferControl.SnapshotRequest) message,
                        view.view().isVoter(view.self()) && views.isUpToDate());
            case CHUNK_REQUEST -> sponsor.asked(member, (TransferControl.ChunkRequest) message);
            case SNAPSHOT, CHUNK -> {
                if (learner != null) {
                    learner.told(source, message);
                }
            }
        }
    }

    /** Snapshots that are kept for learners, or being taken. */
    int snapshots() {
        return sponsor.size();
    }

    /** The application has taken a snapshot. */
    void taken(Event.SnapshotTaken event) {
        sponsor.taken(event.id(), event.label(), event.size());
    }

    /** The application has taken the state over. */
    void restored() {
        synced = true;
    }

    /** Time passes. */
    void tick() {
        sponsor.tick();
        LiveView view = views.current();
        if (view == null || view.view().isVoter(view.self())) {
            return;
        }
        Learner getting = learner;
        if (synced) {
            announcements.toCoordinator(view, new ViewControl.Synced());
        } else if (getting != null) {
            getting.tick();
            if (!getting.isComplete() && view.ring().isFull()) {
                getting.overflow(new Label(view.view().number(), view.ring().atomicDelivered()));
            }
        }
    }

    @Override
    public void ended() {
        sponsor.stop();
        learner = null;
    }
}
