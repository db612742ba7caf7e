/*
 * View change and delivery, as docs/MEMBERSHIP.md has them and io.rmix.dvm.protocol.view does them; README.md beside this file says what is left out and why.
 *
 * Sizes and faults are chosen by -D (see the script `check`). Sets are bit masks, of members or of messages. A view has at most two messages, so a counter
 * "received up to s of origin o" is the set of messages that are here, and the greatest of several counters is the union of the sets.
 */
#define N 3             /* processes, the one of number 0 has the highest priority */
#ifndef VOTERS
#define VOTERS 7        /* who is in the first view, all of them voters */
#endif
#ifndef VIEWS
#define VIEWS 1         /* changes of view */
#endif
#ifndef BALLOTS
#define BALLOTS 2       /* for each of them: 1 to 3 */
#endif
#ifndef FIRST_BALLOTS
#define FIRST_BALLOTS BALLOTS /* for the first of them */
#endif
#define LAST(v) ((v) == 0 -> FIRST_BALLOTS : BALLOTS)
#ifndef MSGS
#define MSGS 1          /* messages for each view that can end: 0 to 2 */
#endif
#ifndef CRASHES
#define CRASHES 0
#endif

#ifndef LEAVER
#define LEAVER N        /* who may be let go though it answers; nobody */
#endif
#ifndef JOINER
#define JOINER N        /* who wants to be taken in, 2 at most; nobody */
#endif

#define OUT     9       /* in no view yet */
#define GONE    10      /* stopped, or in no view any more */
#define LEFT(v) (11 + (v)) /* left out of what follows view v, and stays to answer those that lack messages of it */
#define AT(v, b) ((v) * BALLOTS + (b) - 1)
#define bit(i)  (1 << (i))
#define has_bit(set, i) (((set) >> (i)) & 1)
#define count(set) (((set) & 1) + (((set) >> 1) & 1) + (((set) >> 2) & 1))

#ifdef FAULT_ANY_QUORUM
#define QUORUM(set, v) (((set) & vot[v]) != 0)
#else
#ifdef FAULT_HALF_IS_QUORUM
#define QUORUM(set, v) (2 * count((set) & vot[v]) >= count(vot[v]))
#else
#ifdef FAULT_LEARNER_VOTES
#define COUNTED(set, v) count(set)
#else
#define COUNTED(set, v) count((set) & vot[v])
#endif
#define QUORUM(set, v) (2 * COUNTED(set, v) > count(vot[v]) \
    || (2 * COUNTED(set, v) == count(vot[v]) && ((set) & vot[v] & -vot[v])))
#endif
#endif

#ifdef FAULT_ONLY_PROMISERS_ASKED
#define NAMED            /* nobody but the holders that an Accept names is asked for it */
#endif

/* ---- What a member knows. All but the first two begins anew in each view. */
byte view[N];           /* number of its view, OUT or GONE */
byte prom[N];           /* highest ballot promised; frozen from the first on */
byte acc[N];            /* ballot of the value accepted last */
byte pend[N];           /* ballot that it is asked to accept and lacks messages for */
byte dcn[N];            /* ballot by which it knows what was decided */
byte has[N];            /* messages received */
byte stab[N];           /* messages known to be stable */
byte dlv[N];            /* messages delivered */
short link[N];          /* entries on the way from its predecessor, the first in the lowest 3 bits: 1 + i is message i, 3 + i its stable counter */

#if JOINER < N
bit synced;             /* the joiner, a learner by then, believes that it holds the state */
bit state;              /* and it does: all of the views before its first */
#else
#define synced 0
#endif

/* ---- What was sent and may arrive at any time, at any member, or never: for each view and ballot. */
byte owner[VIEWS * BALLOTS]; /* 1 + who began it (Prepare), 0 if nobody did */
byte pset[VIEWS * BALLOTS];  /* who promised, and what: dropped once nobody can use it any more */
byte phas[VIEWS * BALLOTS];
byte pacc[VIEWS * BALLOTS];
bit chosen[VIEWS * BALLOTS]; /* Accept was sent */
byte orig[VIEWS * BALLOTS];  /* ballot that first proposed its value */
byte aset[VIEWS * BALLOTS];  /* who accepted */
bit decided[VIEWS * BALLOTS];
#ifdef NAMED
byte hold[VIEWS * BALLOTS * 2]; /* for each message, who is named as its holder */
#endif
byte pmem[VIEWS * BALLOTS];  /* value first proposed by it: members, voters, cut */
byte pvot[VIEWS * BALLOTS];
byte pcut[VIEWS * BALLOTS];

/* ---- Views and messages. */
byte mem[VIEWS + 1];
byte vot[VIEWS + 1];
byte sent[VIEWS];       /* messages originated */
byte org[VIEWS * 2];
byte num[VIEWS * 2];
#if CRASHES > 0
byte crashes;
byte crashed;           /* who */
bit calm[VIEWS * BALLOTS];   /* it began when nobody was left to crash */
#define CALM(x) calm[x]
#define SET_CALM(x) calm[x] = (crashes == CRASHES);
#else
#define crashed 0
#define CALM(x) true
#define SET_CALM(x)
#endif

/* ---- Nobody knows these: they are for the properties. */
byte val[VIEWS];        /* what the first one installed */
byte decval[VIEWS];     /* what was decided first */
byte first[VIEWS];      /* 1 + the message that was delivered first */
byte gdel[VIEWS];       /* messages delivered as stable by anybody */

hidden byte set, leave, join, promote;      /* no state: used within one step */
hidden byte t_v, t_a, t_b, t_c, t_d, t_o, t_s, t_x;

#define X(b) AT(view[me], b)
#define IN(m) (view[m] < VIEWS)
#define FROZEN(m) (prom[m] != 0 || dcn[m] != 0)
#define CUT(v, b) pcut[AT(v, orig[AT(v, b)])]
/* Who prepared it still works on it. */
#define LIVE(v, b) (owner[AT(v, b)] != 0 && view[owner[AT(v, b)] - 1] == (v) && prom[owner[AT(v, b)] - 1] == (b))
/* Messages of the same origin as i. */
#define SAME(v, i) ((org[(v) * 2] == org[(v) * 2 + 1] && sent[v] == 2) -> 3 : bit(i))
/* Who can answer: a member of the view, and one that has gone on, which has all up to the cut. */
#define KEEPS(h, v, i) ((view[h] == (v) && has_bit(has[h], i)) \
    || (view[h] == LEFT(v) && has_bit(has[h], i)) \
    || (view[h] > (v) && view[h] <= VIEWS && has_bit(mem[v], h) && has_bit(pcut[AT(v, val[v])], i)))

#ifdef FAULT_FROZEN_TAKES_FRAMES
#define TAKES_NONE(m) (dcn[m] != 0)
#define SEE_COMPLETE ; complete(me, view[me])
#else
#define TAKES_NONE(m) FROZEN(m)
#define SEE_COMPLETE
#endif
#ifdef FAULT_ACCEPT_WITHOUT_FETCH
#define ACCEPTS(m, v) true
#else
#define ACCEPTS(m, v) ((CUT(v, pend[m]) & ~has[m]) == 0)
#endif

inline successor(m, v) {        /* t_s = the next on the ring */
    t_s = (m + 1) % N;
    do
    :: !has_bit(mem[v], t_s) -> t_s = (t_s + 1) % N
    :: else -> break
    od;
    t_a = 0
}

inline push(m, v, entry) {      /* onto the link to the successor; what a frozen or later member would not take is not even sent */
    successor(m, v);
    if
    :: (view[t_s] == v && !TAKES_NONE(t_s)) || view[t_s] < v || view[t_s] == OUT ->
        t_x = 0;
        do
        :: t_x < 4 && ((link[t_s] >> (3 * t_x)) & 7) != 0 -> t_x++
        :: else -> break
        od;
        assert(t_x < 4);
        link[t_s] = link[t_s] | ((entry) << (3 * t_x));
        t_x = 0
    :: else
    fi;
    t_a = 0
}

/* The smaller of what is to be delivered, by number and then priority. */
#define HEAD(v, todo) ((todo) == 3 -> \
    ((num[(v) * 2] < num[(v) * 2 + 1] || (num[(v) * 2] == num[(v) * 2 + 1] && org[(v) * 2] < org[(v) * 2 + 1])) -> 0 : 1) : (todo) - 1)

inline delivered(m, v, i) {
    printf("%d delivers message %d of view %d\n", m, i, v);
#ifndef RELIABLE
    assert(dlv[m] != 0 || first[v] == 0 || first[v] == i + 1);  /* one order for all */
    if
    :: dlv[m] == 0 -> first[v] = i + 1
    :: else
    fi;
    gdel[v] = gdel[v] | bit(i);
#else
    if
    :: org[v * 2 + i] == m -> gdel[v] = gdel[v] | bit(i)        /* completed: the originator delivers what all have */
    :: else
    fi;
#endif
    dlv[m] = dlv[m] | bit(i);
    assert(val[v] == 0 || !has_bit(gdel[v], i) || has_bit(pcut[AT(v, val[v])], i))    /* those that have gone on have it */
}

inline deliver(m, v) {          /* rule 4 */
    t_a = has[m] & ~dlv[m];
    do
    :: t_a == 0 -> break
    :: else ->
        t_b = HEAD(v, t_a);
        if
#ifdef RELIABLE
        :: org[v * 2 + t_b] != m || has_bit(stab[m], t_b) -> delivered(m, v, t_b)
        :: else
#else
#ifdef FAULT_DELIVER_UNSTABLE
        :: true -> delivered(m, v, t_b)
#else
        :: has_bit(stab[m], t_b) -> delivered(m, v, t_b)
#endif
        :: else -> break
#endif
        fi;
        t_a = t_a & ~bit(t_b)
    od;
    t_a = 0
}

inline forget(m, v) {           /* the ballots that m began and does not work on any more */
    t_a = 1;
    do
    :: t_a <= BALLOTS ->
        if
        :: owner[AT(v, t_a)] == m + 1 && !LIVE(v, t_a) ->
            pset[AT(v, t_a)] = 0; phas[AT(v, t_a)] = 0; pacc[AT(v, t_a)] = 0; aset[AT(v, t_a)] = 0
        :: else
        fi;
        t_a++
    :: else -> break
    od;
    t_a = 0
}

inline reset(m) {
    prom[m] = 0; acc[m] = 0; pend[m] = 0; dcn[m] = 0; has[m] = 0; dlv[m] = 0;
#ifndef FAULT_COUNTERS_KEPT
    stab[m] = 0
#endif
}

inline gone(m, v) {
    t_v = v;
    view[m] = GONE; reset(m); stab[m] = 0; link[m] = 0;
    forget(m, t_v);
    t_a = 0
}

inline left(m, v) {
#ifdef FAULT_LEAVES_AT_ONCE
    gone(m, v)
#else
    t_v = v; t_b = has[m];
    view[m] = LEFT(t_v); reset(m); stab[m] = 0; link[m] = 0; has[m] = t_b;
    forget(m, t_v);
    t_a = 0
#endif
}

inline promise(m, v, b) {       /* and freeze */
    prom[m] = b;
#ifndef FAULT_FROZEN_TAKES_FRAMES
    link[m] = 0;
#endif
    forget(m, v)
}

inline recorded(m, v, b) {      /* the promise that m sends */
    pset[AT(v, b)] = pset[AT(v, b)] | bit(m);
    phas[AT(v, b)] = phas[AT(v, b)] | (has[m] << (2 * m));
    pacc[AT(v, b)] = pacc[AT(v, b)] | (acc[m] << (2 * m))
}

/* Installs the view that ballot b decided. */
inline install(m, v, b) {
    t_o = orig[AT(v, b)];
    printf("%d installs view %d: members %d, voters %d, cut %d\n", m, v + 1, pmem[AT(v, t_o)], pvot[AT(v, t_o)], pcut[AT(v, t_o)]);
    assert(val[v] == 0 || val[v] == t_o);                       /* one chain of views */
    val[v] = t_o;
    mem[v + 1] = pmem[AT(v, t_o)];
    vot[v + 1] = pvot[AT(v, t_o)];
    assert((gdel[v] & ~pcut[AT(v, t_o)]) == 0);               /* nothing that anybody delivered, or that completed, is lost */
#if defined(FAULT_BEYOND_CUT) || defined(FAULT_BEYOND_CUT_OF_DECISION)
    t_a = has[m] & ~dlv[m];
#else
    t_a = has[m] & ~dlv[m] & pcut[AT(v, t_o)];
#endif
    do
    :: t_a == 0 -> break
    :: else -> t_b = HEAD(v, t_a); delivered(m, v, t_b); t_a = t_a & ~bit(t_b)
    od;
    assert(dlv[m] == pcut[AT(v, t_o)]);                       /* the same messages for all */
    t_a = 0; t_b = 0; t_o = 0;
    t_v = v;
    view[m] = t_v + 1;
    reset(m);
#if JOINER < N
    assert(m != JOINER || !has_bit(vot[t_v + 1], m) || state);  /* who votes holds the state */
#endif
    forget(m, t_v);
    t_a = 0
}

inline complete(m, v) {         /* messages came in, or a value to go for */
    if
    :: dcn[m] != 0 && (CUT(v, dcn[m]) & ~has[m]) == 0 -> install(m, v, dcn[m])
    :: else ->
        if
        :: pend[m] != 0 && ACCEPTS(m, v) ->
            printf("%d accepts ballot %d\n", m, pend[m]);
            acc[m] = pend[m];
            t_x = AT(v, pend[m]);
            if
            :: LIVE(v, pend[m]) && !decided[t_x] ->
                aset[t_x] = aset[t_x] | bit(m);
                if
                :: QUORUM(aset[t_x], v) ->
                    printf("ballot %d is decided, accepted by members %d\n", pend[m], aset[t_x]);
                    assert(decval[v] == 0 || decval[v] == orig[t_x]);
                    decval[v] = orig[t_x]; decided[t_x] = 1; aset[t_x] = 0
                :: else
                fi
            :: else
            fi;
            pend[m] = 0
        :: else
        fi
    fi;
    t_a = 0
}

/* Step 3: the coordinator has the promises of `set`; a leaver is let go, a joiner taken in and a learner promoted, or not. */
inline choose(m, v, b, set, leave, join, promote) {
    t_x = AT(v, b);
    t_o = 0;                    /* highest ballot accepted */
    t_c = 0;                    /* greatest counters */
    t_a = 0;
    do
    :: t_a < N ->
        if
        :: has_bit(set, t_a) ->
            t_b = (pacc[t_x] >> (2 * t_a)) & 3;
            t_c = t_c | ((phas[t_x] >> (2 * t_a)) & 3);
            if
#ifdef FAULT_ADOPT_LOWEST
            :: t_b != 0 && (t_o == 0 || t_b < t_o) -> t_o = t_b
#else
            :: t_b > t_o -> t_o = t_b
#endif
            :: else
            fi
        :: else
        fi;
        t_a++
    :: else -> break
    od;
#ifdef FAULT_FORGET_ACCEPTED
    t_o = 0;
#endif
    if
    :: t_o != 0 -> orig[t_x] = orig[AT(v, t_o)]
    :: else ->
        orig[t_x] = b;
        pcut[t_x] = t_c;
        pmem[t_x] = set & ~(leave) | (join);
        pvot[t_x] = (vot[v] & set & ~(leave)) | (promote)
    fi;
#ifdef NAMED
    t_c = CUT(v, b);
    t_d = 0;
    do                          /* holders, by the promises of this ballot */
    :: t_d < 2 ->
        hold[t_x * 2 + t_d] = 0;
        t_a = 0;
        do
        :: has_bit(t_c, t_d) && t_a < N ->
            t_b = (phas[t_x] >> (2 * t_a)) & 3;
            if
            :: has_bit(set, t_a) && (SAME(v, t_d) & t_c & ~t_b) == 0 -> hold[t_x * 2 + t_d] = hold[t_x * 2 + t_d] | bit(t_a)
            :: else
            fi;
            t_a++
        :: else -> break
        od;
#ifdef FAULT_HOLDERS_OLD_BALLOT
        if
        :: t_o != 0 -> hold[t_x * 2 + t_d] = hold[AT(v, t_o) * 2 + t_d]
        :: else
        fi;
#endif
        t_d++
    :: else -> break
    od;
    printf("holders named: %d %d\n", hold[t_x * 2], hold[t_x * 2 + 1]);
#endif
    printf("%d proposes in ballot %d what ballot %d proposed: members %d, cut %d\n", m, b, orig[t_x], pmem[AT(v, orig[t_x])], CUT(v, b));
    chosen[t_x] = 1;
    pset[t_x] = 0; phas[t_x] = 0; pacc[t_x] = 0
}

#define CAN_LEAVE(v, set)   (LEAVER < N && has_bit(set, LEAVER) && (vot[v] & (set) & ~bit(LEAVER)) != 0)
#define CAN_JOIN(v)         (JOINER < N && view[JOINER % N] == OUT && v == 0)
#ifdef FAULT_PROMOTED_EARLY
#define CAN_PROMOTE(v, set) (JOINER < N && has_bit((set) & ~vot[v], JOINER))
#else
#define CAN_PROMOTE(v, set) (JOINER < N && has_bit((set) & ~vot[v], JOINER) && synced)
#endif

/* Any quorum that has answered may be the one that was heard. */
#define SET(from, s) :: ((from) & (s)) == (s) && QUORUM(s, view[me]) -> set = s
#define SETS(f) SET(f, 1) SET(f, 2) SET(f, 3) SET(f, 4) SET(f, 5) SET(f, 6) SET(f, 7)

#ifdef FAULT_NO_SECOND_LOOK
#define DROP_PENDING
#else
#define DROP_PENDING pend[me] = 0;
#endif
#ifdef FAULT_ACCEPT_AFTER_DECISION
#define UNDECIDED true
#else
#define UNDECIDED (dcn[me] == 0)
#endif

#define BALLOT(b) \
    :: d_step { IN(me) && has_bit(vot[view[me]], me) && dcn[me] == 0 && owner[X(b)] == 0 && b > prom[me] && b <= LAST(view[me]) -> \
        printf("%d prepares ballot %d of view %d, having messages %d\n", me, b, view[me], has[me]); \
        owner[X(b)] = me + 1; SET_CALM(X(b)) \
        DROP_PENDING promise(me, view[me], b); recorded(me, view[me], b) } \
    :: d_step { IN(me) && LIVE(view[me], b) && !chosen[X(b)] && b > prom[me] -> \
        printf("%d promises ballot %d of view %d, having messages %d, accepted %d\n", me, b, view[me], has[me], acc[me]); \
        DROP_PENDING promise(me, view[me], b); recorded(me, view[me], b) } \
    :: atomic { IN(me) && owner[X(b)] == me + 1 && prom[me] == b && dcn[me] == 0 && !chosen[X(b)] && QUORUM(pset[X(b)], view[me]) -> \
        if SETS(pset[X(b)]) fi; \
        leave = 0; join = 0; promote = 0; \
        if :: true :: CAN_LEAVE(view[me], set) -> leave = bit(LEAVER) fi; \
        if :: true :: CAN_JOIN(view[me]) -> join = bit(JOINER) fi; \
        if :: true :: CAN_PROMOTE(view[me], set & ~leave) -> promote = bit(JOINER) fi; \
        d_step { choose(me, view[me], b, set, leave, join, promote); \
        pend[me] = b; complete(me, view[me]) } } \
    :: d_step { IN(me) && chosen[X(b)] && b >= prom[me] && pend[me] != b && acc[me] != b && UNDECIDED -> \
        printf("%d is asked to accept ballot %d\n", me, b); \
        if :: b > prom[me] -> promise(me, view[me], b) :: else fi; \
        pend[me] = b; \
        if :: dcn[me] != 0 && (CUT(view[me], b) & ~has[me]) == 0 -> install(me, view[me], dcn[me]) \
        :: else -> complete(me, view[me]) fi } \
    :: d_step { IN(me) && decided[X(b)] && dcn[me] == 0 && has_bit(pmem[AT(view[me], orig[X(b)])], me) -> \
        printf("%d learns that ballot %d decided\n", me, b); \
        dcn[me] = b; link[me] = 0; complete(me, view[me]) } \
    :: d_step { IN(me) && decided[X(b)] && !has_bit(pmem[AT(view[me], orig[X(b)])], me) -> \
        printf("%d learns that ballot %d decided, and that it is left out\n", me, b); left(me, view[me]) }

/*
 * Flush: it fetches what a ballot that it has taken part in needs, from a holder that is named or, where those do not answer, from anybody who has it. The answer may
 * come late, when a higher ballot was promised, so ballots below that count too.
 */
#define WANTS(b, i) (prom[me] >= b && chosen[X(b)] && has_bit(CUT(view[me], b), i))
#if BALLOTS == 1
#define WANTS_ANY(i) WANTS(1, i)
#else
#if BALLOTS == 2
#define WANTS_ANY(i) (WANTS(1, i) || WANTS(2, i))
#else
#define WANTS_ANY(i) (WANTS(1, i) || WANTS(2, i) || WANTS(3, i))
#endif
#endif
#define ANYBODY(i) (KEEPS(0, view[me], i) || KEEPS(1, view[me], i) || KEEPS(2, view[me], i))
#ifdef NAMED
#define SOURCE(h, b, i) (b != 0 && has_bit(CUT(view[me], b), i) && has_bit(hold[X(b) * 2 + i], h) && KEEPS(h, view[me], i))
#define ANY(b, i) (SOURCE(0, b, i) || SOURCE(1, b, i) || SOURCE(2, b, i))
#ifdef FAULT_ONLY_PROMISERS_ASKED
#define FETCHABLE(i) (ANY(pend[me], i) || ANY(dcn[me], i))
#else
#define FETCHABLE(i) (ANY(pend[me], i) || (dcn[me] != 0 && has_bit(CUT(view[me], dcn[me]), i) && ANYBODY(i)))
#endif
#else
#ifdef LATE_REFUSED      /* the answer is taken only while what was asked for is wanted */
#define ASKED(i) ((pend[me] != 0 && has_bit(CUT(view[me], pend[me]), i)) || (dcn[me] != 0 && has_bit(CUT(view[me], dcn[me]), i)))
#else
#define ASKED(i) (WANTS_ANY(i) || (dcn[me] != 0 && has_bit(CUT(view[me], dcn[me]), i)))
#endif
#define FETCHABLE(i) (ASKED(i) && ANYBODY(i))
#endif
#ifdef FAULT_RELIABLE_AT_FETCH
#define FETCHED(i) if :: !has_bit(dlv[me], i) -> delivered(me, view[me], i) :: else fi;
#else
#define FETCHED(i)
#endif
/* Nothing is taken before what the same origin sent before. */
#define NEXT(i) (i == 0 || SAME(view[me], 1) == 2 || has_bit(has[me], 0))
#define FETCH(i) \
    :: d_step { IN(me) && FROZEN(me) && !has_bit(has[me], i) && NEXT(i) && FETCHABLE(i) -> \
        printf("%d fetches message %d\n", me, i); \
        has[me] = has[me] | bit(i); FETCHED(i) complete(me, view[me]) }

#define JOINED (decval[0] != 0 && has_bit(pmem[AT(0, decval[0])], JOINER))
#define SPONSOR(s) (view[s] == 1 && has_bit(vot[1], s))

#ifdef ORIGIN
#define MAY_BEGIN (view[me] > 0 || sent[0] > 0 || me == ORIGIN)
#else
#define MAY_BEGIN true
#endif

proctype Member(byte me) {
end:
    do
#if MSGS > 0
    /* Rule 1: originate. */
    :: d_step { IN(me) && !FROZEN(me) && has_bit(vot[view[me]], me) && sent[view[me]] < MSGS && MAY_BEGIN ->
        t_c = view[me] * 2 + sent[view[me]];
        org[t_c] = me;
        num[t_c] = 1;
        if
        :: has[me] & 1 -> num[t_c] = num[view[me] * 2] + 1
        :: else
        fi;
        t_d = sent[view[me]];
        printf("%d originates message %d of view %d with number %d\n", me, t_d, view[me], num[t_c]);
        sent[view[me]]++;
        has[me] = has[me] | bit(t_d);
        successor(me, view[me]);
        if
        :: t_s == me -> stab[me] = stab[me] | bit(t_d)
        :: else -> push(me, view[me], t_d + 1)
        fi;
        deliver(me, view[me]) }
    /* Rules 2 and 3: take what comes in, count, pass on, deliver. */
    :: d_step { IN(me) && !TAKES_NONE(me) && link[me] != 0 ->
        t_d = (link[me] & 7) - 1;
        link[me] = link[me] >> 3;
        printf("%d takes %d of view %d (0, 1: message; 2, 3: its stable counter)\n", me, t_d, view[me]);
        successor(me, view[me]);
        if
        :: t_d < 2 ->
            has[me] = has[me] | bit(t_d);
            if
            :: t_s == org[view[me] * 2 + t_d] ->
                stab[me] = stab[me] | bit(t_d);
                push(me, view[me], t_d + 3)
            :: else -> push(me, view[me], t_d + 1)
            fi
        :: else ->
            t_d = t_d - 2;
            stab[me] = stab[me] | bit(t_d);
            successor(t_s, view[me]);   /* who is after the successor: the origin, if this is pred(pred(o)) */
            if
            :: t_s == org[view[me] * 2 + t_d]
            :: else -> push(me, view[me], t_d + 3)
            fi
        fi;
        deliver(me, view[me]) SEE_COMPLETE }
    FETCH(0)
#if MSGS > 1
    FETCH(1)
#endif
#endif
    BALLOT(1)
#if BALLOTS > 1
    BALLOT(2)
#endif
#if BALLOTS > 2
    BALLOT(3)
#endif
#if VIEWS > 1
    /* Who is two views behind is told that nobody keeps anything for it. */
    :: d_step { view[me] == 0 && has_bit(mem[0], me) && (view[0] == 2 || view[1] == 2 || view[2] == 2) -> gone(me, 0) }
#endif
#if JOINER < N
    /* A decision reaches one who is in no view yet. */
    :: d_step { me == JOINER && view[me] == OUT && JOINED ->
        printf("%d, a joiner, learns that ballot %d decided\n", me, decval[0]);
        assert(val[0] == 0 || val[0] == decval[0]);
        val[0] = decval[0];
        mem[1] = pmem[AT(0, decval[0])];
        vot[1] = pvot[AT(0, decval[0])];
        assert(!has_bit(vot[1], me));
        view[me] = 1 }
    /* A snapshot is taken at a voter of the same view; it holds all of the views before. */
    :: d_step { me == JOINER && view[me] == 1 && !has_bit(vot[1], me) && !synced && (SPONSOR(0) || SPONSOR(1)) ->
        synced = 1; state = 1; printf("%d, a learner, holds the state\n", me) }
#ifdef FAULT_OLD_SNAPSHOT
    :: d_step { me == JOINER && view[me] == 1 && !has_bit(vot[1], me) && !synced && view[0] == 0 ->
        synced = 1; state = (dlv[0] == pcut[AT(0, val[0])]); printf("%d, a learner, took a snapshot of view 0\n", me) }
#endif
#endif
#if CRASHES > 0
    :: d_step { (IN(me) || view[me] == OUT || view[me] == LEFT(0)) && crashes < CRASHES ->
        printf("%d crashes\n", me);
        crashes++; crashed = crashed | bit(me);
        t_c = (IN(me) -> view[me] : 0);
        gone(me, t_c); t_c = 0 }
#endif
    od
}



/*
 * Nothing can happen any more. Nobody who is to go on is stuck with a decision, unless a quorum is gone; and if the last ballot began when nobody was left to
 * crash, then nobody is left in the view.
 */
#define UP(v) (vot[v] & ~crashed)
#define STUCK(m) (IN(m) && QUORUM(UP(view[m]), view[m]) && (dcn[m] != 0 || (CALM(AT(view[m], LAST(view[m]))) && owner[AT(view[m], LAST(view[m]))] != 0)))

init {
    d_step {
        mem[0] = VOTERS; vot[0] = VOTERS;
        t_a = 0;
        do
        :: t_a < N ->
            if
            :: has_bit(VOTERS, t_a)
            :: else -> view[t_a] = OUT
            fi;
            t_a++
        :: else -> break
        od;
        t_a = 0
    }
    atomic {
        run Member(0); run Member(1); run Member(2)
    }
    timeout;
    if
    :: STUCK(0) || STUCK(1) || STUCK(2) ->
        printf("nothing can happen any more, and a member is left behind; views: %d %d %d\n", view[0], view[1], view[2]);
        assert(false)
    :: else
    fi
}
