package org.sanhao.server.assessment.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.canonical.CanonicalPack;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.FrozenAnswer;
import org.sanhao.server.assessment.FrozenEvidence;
import org.sanhao.server.assessment.FrozenSheet;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.store.AnswerStore;
import org.sanhao.server.evidence.EvidenceFiles;
import org.sanhao.server.evidence.EvidenceId;
import org.sanhao.server.evidence.Subject;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.signing.Signing;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes a sheet down as it is sent, and reads such a copy back: the one place that knows its form. */
@Component
class FrozenCopies {
    private final AnswerStore answers;
    private final Standards standards;
    private final EvidenceFiles evidence;
    private final Signing signing;
    private final JsonMapper json;

    FrozenCopies(AnswerStore answers, Standards standards, EvidenceFiles evidence, Signing signing, JsonMapper json) {
        this.answers = answers;
        this.standards = standards;
        this.evidence = evidence;
        this.signing = signing;
        this.json = json;
    }

    FrozenSheet freeze(Scope scope, Sheet sheet) {
        var pack = standards.pack(scope, sheet.campaign());
        var document = new TreeMap<String, Object>();
        document.put("kind", "sanhao-sheet/1");
        document.put("sheet", sheet.id().toString());
        document.put("enrolment", sheet.enrolment().toString());
        document.put("unit", sheet.unit().toString());
        document.put("level", sheet.level().code());
        document.put("pack", pack.ref().id());
        document.put("packVersion", pack.ref().version());
        document.put("packHash", pack.hash());
        var clauses = new TreeMap<String, Object>();
        answers.of(sheet.id(), AsOf.NOW).forEach((code, answer) -> clauses.put(code.code(), frozen(answer)));
        document.put("clauses", clauses);
        document.put("evidence", evidence(scope, sheet));
        var text = CanonicalPack.jsonOf(document);
        return new FrozenSheet(text, signing.hash(text).text());
    }

    private static Map<String, Object> frozen(Answer answer) {
        var frozen = new TreeMap<String, Object>();
        frozen.put("version", answer.version());
        frozen.put("grade", answer.standing().wire());
        frozen.put("remark", answer.remark());
        var judged = new TreeMap<String, Object>();
        answer.judged().forEach((line, met) -> judged.put(line.toString(), met));
        frozen.put("judged", judged);
        return frozen;
    }

    /**
     * By clause and line the pieces that stood behind it, by id and digest. No name of a file goes in: names may be
     * destroyed, what was sent stays checkable.
     */
    private Map<String, Object> evidence(Scope scope, Sheet sheet) {
        var id = sheet.id().value();
        var pieces = evidence.behind(scope, Subject.SHEET, id);
        var clauses = new TreeMap<String, TreeMap<String, List<Map<String, Object>>>>();
        for (var use : evidence.usesOf(scope, Subject.SHEET, id, false)) {
            var piece = pieces.get(use.evidence());
            if (piece != null) {
                clauses.computeIfAbsent(use.subject().part(), part -> new TreeMap<>())
                        .computeIfAbsent(use.subject().line(), line -> new ArrayList<>())
                        .add(new TreeMap<>(Map.of("id", use.evidence().toString(), "digest", piece.digest())));
            }
        }
        return new TreeMap<>(clauses);
    }

    List<FrozenEvidence> evidence(FrozenSheet sent) {
        var named = new ArrayList<FrozenEvidence>();
        json.readTree(sent.json())
                .path("evidence")
                .forEachEntry((clause, lines) ->
                        lines.forEachEntry((line, pieces) -> pieces.forEach(piece -> named.add(new FrozenEvidence(
                                new ClauseCode(clause),
                                line,
                                new EvidenceId(UUID.fromString(piece.path("id").asString())),
                                piece.path("digest").asString())))));
        return named;
    }

    /** What was said, by clause; clauses nobody had answered are missing. */
    Map<ClauseCode, FrozenAnswer> answers(FrozenSheet sent) {
        var answers = new HashMap<ClauseCode, FrozenAnswer>();
        json.readTree(sent.json())
                .path("clauses")
                .forEachEntry((code, text) -> answers.put(new ClauseCode(code), answer(text)));
        return answers;
    }

    private static FrozenAnswer answer(JsonNode text) {
        var judged = new HashMap<LineId, Boolean>();
        text.path("judged")
                .forEachEntry((line, met) -> judged.put(Objects.requireNonNull(LineId.parse(line)), met.asBoolean()));
        return new FrozenAnswer(
                text.path("version").asInt(),
                Objects.requireNonNull(Grade.parse(text.path("grade").asString())),
                text.path("remark").asString(),
                judged);
    }

    /**
     * The same with who said it and when, and what a level has ruled on it, as the version that was sent tells; what was said
     * is taken from the text its hash covers.
     */
    Map<ClauseCode, Answer> answers(Sheet own, FrozenSheet sent) {
        var said = answers(sent);
        var versions = new HashMap<ClauseCode, Integer>();
        said.forEach((code, answer) -> versions.put(code, answer.version()));
        var written = this.answers.of(own.id(), versions);
        var answers = new HashMap<ClauseCode, Answer>();
        said.forEach((code, answer) -> answers.put(code, signed(code, answer, written.get(code))));
        return answers;
    }

    private static Answer signed(ClauseCode code, FrozenAnswer said, @Nullable Answer written) {
        if (written == null) {
            throw new IllegalStateException("the version of " + code + " that was sent is not there");
        }
        return new Answer(
                code,
                said.version(),
                said.judged(),
                said.grade() == Grade.NA ? written.grade() : said.grade(),
                said.remark(),
                written.naReason(),
                written.ruling(),
                written.look(),
                written.by(),
                written.at());
    }
}
