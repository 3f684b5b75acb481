package org.sanhao.server.signoff;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.PostKind;

/**
 * Who decides, one after the other.
 *
 * @param version 0 while the office has not set one; then it counts what was set
 */
public record Chain(int version, List<Step> steps) {
    public static final int LONGEST = 6;

    private static final List<PostKind> OF_AUTHORITIES =
            List.of(PostKind.DIVISION_HEAD, PostKind.LEADER_IN_CHARGE, PostKind.PRINCIPAL);
    private static final List<PostKind> OF_INSTITUTIONS = List.of(PostKind.QUALITY_OFFICER, PostKind.DIRECTOR);
    private static final Set<PostKind> KEEPERS = EnumSet.of(
            PostKind.HANDLER,
            PostKind.DIVISION_HEAD,
            PostKind.LEADER_IN_CHARGE,
            PostKind.PRINCIPAL,
            PostKind.QUALITY_OFFICER,
            PostKind.DIRECTOR);

    /** One decision on the way. */
    public sealed interface Step {

        /** As printed: 股室负责人或分管领导, 局长办公会. */
        String title();

        /** Who enters it. */
        Set<PostKind> posts();

        default boolean isFor(PostKind post) {
            return posts().contains(post);
        }
    }

    /** A signature by a holder of any of these posts. */
    public record Signature(Set<PostKind> posts) implements Step {
        public Signature {
            posts = Set.copyOf(EnumSet.copyOf(posts));
        }

        @Override
        public String title() {
            return posts.stream().sorted().map(PostKind::title).collect(Collectors.joining("或"));
        }
    }

    /**
     * A meeting decides; whoever keeps its minutes enters what it decided.
     *
     * @param quorum how many have to be present
     */
    public record Meeting(String name, int quorum) implements Step {
        @Override
        public String title() {
            return name;
        }

        @Override
        public Set<PostKind> posts() {
            return KEEPERS;
        }
    }

    public Chain {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > LONGEST) {
            throw new IllegalArgumentException("a chain has 1 to " + LONGEST + " steps");
        }
    }

    /** What holds where an office has set nothing: one signature of whoever signs for it. */
    public static Chain usual(MatterKind kind) {
        return new Chain(
                0,
                List.of(new Signature(
                        kind == MatterKind.APPLICATION
                                ? EnumSet.of(PostKind.DIRECTOR)
                                : EnumSet.copyOf(OF_AUTHORITIES))));
    }

    /** The posts that may stand in a chain of an office of that level, the lowest first. */
    public static List<PostKind> postsAt(Level level) {
        return level == Level.INSTITUTION ? OF_INSTITUTIONS : OF_AUTHORITIES;
    }

    /** Whether one signature is enough, so that who gives it carries the act out at once. */
    public boolean isOneStep() {
        return steps.size() == 1 && steps.getFirst() instanceof Signature;
    }
}
