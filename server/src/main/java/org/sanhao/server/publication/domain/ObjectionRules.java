package org.sanhao.server.publication.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.publication.Objection.Said;

/** What an objection must say to be taken: who, how to answer, what. Under one's own name, so that it can be answered. */
public final class ObjectionRules {
    private static final int NAME = 40;
    private static final int CONTACT = 60;
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2_000;
    /** A mark of secrecy; 秘密 only where it stands alone as a mark does, for the word has a life of its own. */
    private static final Pattern SECRET = Pattern.compile("绝密|机密|★|^\\s*[【\\[（(]?秘密[】\\]）)]?\\s*$", Pattern.MULTILINE);

    private ObjectionRules() {}

    /** Everything that keeps it from being taken; empty when nothing does. */
    public static List<Refusal> against(Said said) {
        var refusal = Refusal.of(ErrorCode.OBJECTION_INCOMPLETE, faults(said).size());
        for (var fault : faults(said)) {
            refusal = refusal.at(fault.field(), fault.message());
        }
        if (!refusal.fields().isEmpty()) {
            return List.of(refusal);
        }
        return SECRET.matcher(said.words()).find() ? List.of(Refusal.of(ErrorCode.SECRET_TEXT)) : List.of();
    }

    private static List<Refusal.FieldFault> faults(Said said) {
        var faults = new ArrayList<Refusal.FieldFault>();
        if (said.name().isBlank() || said.name().length() > NAME) {
            faults.add(new Refusal.FieldFault("name", "写明姓名或单位，不超过 " + NAME + " 字"));
        }
        if (said.contact().isBlank() || said.contact().length() > CONTACT) {
            faults.add(new Refusal.FieldFault("contact", "写一种联系方式，不超过 " + CONTACT + " 字"));
        }
        if (said.words().strip().length() < SHORTEST || said.words().length() > LONGEST) {
            faults.add(new Refusal.FieldFault("words", "写明事实和理由，" + SHORTEST + " 至 " + LONGEST + " 字"));
        }
        return faults;
    }
}
