package org.sanhao.server.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.sanhao.kernel.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where no controller is involved: filters and the security chain. */
@Component
public class Problems {
    private final JsonMapper json;
    private final ObjectProvider<RefusalWitness> witnesses;

    Problems(JsonMapper json, ObjectProvider<RefusalWitness> witnesses) {
        this.json = json;
        this.witnesses = witnesses;
    }

    public void write(HttpServletResponse response, Refusal refusal) throws IOException {
        witnesses.forEach(witness -> witness.refused(refusal));
        var problem = Problem.of(refusal);
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        if (problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "2");
        }
        response.getWriter().write(json.writeValueAsString(problem));
    }
}
