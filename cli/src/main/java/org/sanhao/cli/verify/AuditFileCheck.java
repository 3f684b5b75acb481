package org.sanhao.cli.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sanhao.proof.audit.AuditCheck;
import org.sanhao.proof.audit.AuditExport;

/** An exported audit log: rows, roots, seals, and the heads kept elsewhere. */
final class AuditFileCheck implements DocumentCheck {

    @Override
    public String kind() {
        return AuditExport.KIND;
    }

    @Override
    public String title() {
        return "审计日志";
    }

    @Override
    public Verdict check(Path file, Beside beside) throws IOException {
        var heads = beside.kept();
        try (var in = Files.newBufferedReader(file);
                var kept = heads == null ? new BufferedReader(Reader.nullReader()) : Files.newBufferedReader(heads)) {
            var result = AuditExport.check(in, beside.keys(), AuditCheck.heads(kept));
            return new Verdict(result.isSound(), result.sentences());
        }
    }
}
