package org.sanhao.cli.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.sanhao.lang.pack.result.ResultCheck;
import org.sanhao.lang.pack.result.ResultDocument.TierLine;
import org.sanhao.lang.pack.result.ResultFile;
import org.sanhao.lang.pack.result.Sealing;

/** A published result: worked out again from the lines that were judged, with every hash and the signature. */
final class ResultFileCheck implements DocumentCheck {
    private static final long LONGEST = 64L * 1024 * 1024;

    @Override
    public String kind() {
        return ResultFile.KIND;
    }

    @Override
    public String title() {
        return "结果文件";
    }

    @Override
    public Verdict check(Path path, Beside beside) throws IOException {
        if (Files.size(path) > LONGEST) {
            throw new IllegalArgumentException("the file is too large for a result");
        }
        var report = ResultCheck.check(Files.readAllBytes(path));
        var lines = new ArrayList<String>();
        for (var fault : report.faults()) {
            lines.add((fault.clause() == null ? "" : "条款 " + fault.clause() + "：") + fault.zh() + "。");
        }
        var file = report.file();
        if (file == null) {
            return new Verdict(false, lines);
        }
        boolean trusted = trusted(file, beside, lines);
        var folder = beside.evidence();
        boolean evidence = folder == null || EvidenceFolder.read(folder).fits(file.document(), lines);
        told(file, lines);
        return new Verdict(report.fits() && trusted && evidence, lines);
    }

    /** Without keys got by another way, all a file can prove is that it is whole, not who made it. */
    private static boolean trusted(ResultFile file, Beside beside, ArrayList<String> lines) {
        try {
            var key = Sealing.key(file.seal());
            var kept = beside.keys();
            if (kept != null && kept.find(key.keyId()).isEmpty()) {
                lines.add("签名用的密钥 " + key.keyId() + " 不在所给的公钥清单里，可能是伪造的。");
                return false;
            }
            lines.add("签名密钥 " + key.keyId() + (kept == null ? "，请与公开的密钥编号核对，或用 --keys 给出公钥清单。" : "，在所给的公钥清单里。"));
            return true;
        } catch (IllegalArgumentException noKey) {
            lines.add("签名密钥无法识别。");
            return false;
        }
    }

    private static void told(ResultFile file, ArrayList<String> lines) {
        var document = file.document();
        var decision = document.decision();
        lines.add(document.institution().name() + "（" + document.institution().region() + "）"
                + decision.body() + " " + decision.number() + " 认定 " + title(file) + "，有效期 "
                + document.validity().from() + " 至 " + document.validity().until() + "。");
        lines.add("重算条款 " + document.clauses().size() + " 条，其中评判 "
                + document.clauses().stream()
                        .mapToInt(clause -> clause.judgements().size())
                        .sum()
                + " 次。");
        for (var tier : document.tiers()) {
            if (tier.tier().equals(decision.tier())) {
                tell(tier, lines);
            }
        }
        if (document.pack().sample()) {
            lines.add("所用标准为样例重构，非官方文本。");
        }
        lines.add("结果现在是否仍然有效，以验证码 " + document.code() + " 查到的为准。");
    }

    private static void tell(TierLine tier, ArrayList<String> lines) {
        tier.rules().forEach(rule -> lines.add(rule.says() + "。"));
    }

    private static String title(ResultFile file) {
        var tier = file.document().decision().tier();
        return file.pack().tier(tier).map(found -> found.title().zh()).orElse(tier.name());
    }
}
