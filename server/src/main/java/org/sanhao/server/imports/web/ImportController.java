package org.sanhao.server.imports.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.Problem;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.imports.ImportId;
import org.sanhao.server.imports.ImportRun;
import org.sanhao.server.imports.service.ImportDesk;
import org.sanhao.server.imports.service.ImportDesk.Slip;
import org.sanhao.server.imports.service.ImportDesk.Upload;
import org.sanhao.server.imports.store.ImportStore.Fault;
import org.sanhao.server.workers.Workers;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files into the register: template, upload, faults, loading. */
@RestController
@RequestMapping("/api/imports")
class ImportController {
    private static final int PIECE = 64 * 1024;
    private static final int LONGEST_NAME = 200;

    private final ImportDesk desk;
    private final RequestOnce once;

    ImportController(ImportDesk desk, RequestOnce once) {
        this.desk = desk;
        this.once = once;
    }

    record RunView(
            UUID id,
            String fileName,
            long fileSize,
            String state,
            Instant createdAt,
            @Nullable Instant checkedAt,
            @Nullable Instant finishedAt,
            int done,
            int total,
            Map<String, Integer> counts,
            int faults,
            boolean mine,
            @Nullable Problem problem) {
        static RunView of(ImportRun run, Acting acting) {
            return new RunView(
                    run.id().value(),
                    run.fileName(),
                    run.fileSize(),
                    run.state().code(),
                    run.createdAt(),
                    run.checkedAt(),
                    run.finishedAt(),
                    run.done(),
                    run.total(),
                    run.counts(),
                    run.faults(),
                    run.scopePath().equals(acting.scope().setting()),
                    run.refusal() == null
                            ? null
                            : Problem.of(Refusal.of(
                                    ErrorCode.valueOf(run.refusal()),
                                    run.refusalArgs().toArray())));
        }
    }

    @GetMapping("/template")
    void template(Acting acting, HttpServletResponse response) throws IOException {
        acting.require(Ability.MANAGE_PEOPLE);
        TemplateFile.write(Tables.download(response, "机构和人员导入模板.xlsx"));
    }

    private record Content(String name, long size, String sha256, boolean again) {}

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<RunView> upload(
            Acting acting,
            HttpServletRequest request,
            @RequestPart(name = "file", required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "false") boolean again)
            throws IOException {
        acting.require(Ability.MANAGE_PEOPLE);
        if (file == null) {
            throw new RefusedException(Refusal.of(ErrorCode.MALFORMED));
        }
        var upload = kept(file);
        var content = new Content(upload.name(), upload.size(), HexFormat.of().formatHex(upload.sha256()), again);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                content,
                () -> desk.begin(
                                acting.scope(),
                                acting.post().unit(),
                                acting.can(Ability.MANAGE_UNITS),
                                acting.by(),
                                upload,
                                again)
                        .map(run -> ResponseEntity.accepted()
                                .location(URI.create("/api/imports/" + run.id()))
                                .body(RunView.of(run, acting))));
    }

    @GetMapping
    Page<RunView> list(
            Acting acting,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.LIMIT) int limit) {
        acting.require(Ability.MANAGE_PEOPLE);
        return desk.list(acting.scope(), cursor, limit).map(run -> RunView.of(run, acting));
    }

    @GetMapping("/{id}")
    RunView find(Acting acting, @PathVariable UUID id) {
        return RunView.of(known(acting, id), acting);
    }

    @GetMapping("/{id}/faults")
    Page<Fault> faults(
            Acting acting,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        known(acting, id);
        return desk.faults(acting.scope(), new ImportId(id), cursor, limit);
    }

    /** Every fault as a table, so that it can lie beside the file. */
    @GetMapping("/{id}/faults.xlsx")
    void faultsFile(Acting acting, HttpServletResponse response, @PathVariable UUID id) throws IOException {
        known(acting, id);
        try (var table =
                Tables.begin(response, "导入错误清单.xlsx", "错误", List.of("表", "行", "列", "原因"), List.of(8, 8, 14, 60))) {
            String cursor = null;
            do {
                var page = desk.faults(acting.scope(), new ImportId(id), cursor, Page.LIMIT);
                page.items()
                        .forEach(fault ->
                                table.row(List.of(fault.sheet(), fault.line(), fault.column(), fault.reason())));
                cursor = page.next();
            } while (cursor != null);
        }
    }

    @PostMapping("/{id}/load")
    ResponseEntity<RunView> load(Acting acting, HttpServletRequest request, @PathVariable UUID id) {
        acting.require(Ability.MANAGE_PEOPLE);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                null,
                () -> view(acting, desk.load(acting.scope(), new ImportId(id), acting.by())));
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<RunView> cancel(Acting acting, HttpServletRequest request, @PathVariable UUID id) {
        acting.require(Ability.MANAGE_PEOPLE);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                null,
                () -> view(acting, desk.cancel(acting.scope(), new ImportId(id))));
    }

    /** First passwords to be printed and handed over; they stand in this answer and nowhere else. */
    @PostMapping("/{id}/first-passwords")
    ResponseEntity<List<Slip>> firstPasswords(Acting acting, HttpServletRequest request, @PathVariable UUID id) {
        acting.require(Ability.MANAGE_PEOPLE);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                null,
                () -> desk.firstPasswords(acting.scope(), new ImportId(id))
                        .map(slips -> ResponseEntity.ok()
                                .cacheControl(CacheControl.noStore())
                                .body(slips)));
    }

    private static Outcome<ResponseEntity<RunView>> view(Acting acting, Outcome<ImportRun> outcome) {
        return outcome.map(run -> ResponseEntity.ok(RunView.of(run, acting)));
    }

    private ImportRun known(Acting acting, UUID id) {
        acting.require(Ability.MANAGE_PEOPLE);
        return desk.find(acting.scope(), new ImportId(id))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    private Upload kept(MultipartFile file) throws IOException {
        var path = desk.newFile();
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var in = file.getInputStream();
                    var out = new DigestOutputStream(Files.newOutputStream(path), digest)) {
                var piece = new byte[PIECE];
                for (int now = in.read(piece); now >= 0; now = in.read(piece)) {
                    out.write(piece, 0, now);
                    Workers.givePlace();
                }
            }
            var name = String.valueOf(file.getOriginalFilename()).replaceAll("[\\p{Cntrl}/\\\\]", "");
            return new Upload(
                    path,
                    name.isBlank() ? "导入.xlsx" : name.substring(0, Math.min(LONGEST_NAME, name.length())),
                    file.getSize(),
                    digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
