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
 * @param version counts what the office has set, going back to the usual included; 0 while it never set one
 * @param isUsual whether the office has no chain of its own: then whoever signs for it acts at once, and that is the
 *     signature
 */
public record Chain(int version, boolean isUsual, List<Step> steps) {
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

    /** What holds where an office has set nothing, or has gone back to that: one signature of whoever signs for it. */
    public static Chain usual(MatterKind kind, int version) {
        return new Chain(
                version,
                true,
                List.of(new Signature(
                        kind == MatterKind.APPLICATION
                                ? EnumSet.of(PostKind.DIRECTOR)
                                : EnumSet.copyOf(OF_AUTHORITIES))));
    }

    public static Chain of(int version, List<Step> steps) {
        return new Chain(version, false, steps);
    }

    /** Posts that enter decisions, their own or in somebody's place. */
    public static Set<PostKind> keepers() {
        return KEEPERS;
    }

    /** The posts that may stand in a chain of an office of that level, the lowest first. */
    public static List<PostKind> postsAt(Level level) {
        return level == Level.INSTITUTION ? OF_INSTITUTIONS : OF_AUTHORITIES;
    }
}
