package org.sanhao.server.http;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Every address of the front end is the same page; the router inside it does the rest. */
@Controller
class SinglePageApp {

    @GetMapping({
        "/",
        "/{page:^(?!(?:api|p|d|actuator|assets|v3)$)[^.]+$}",
        "/{page:^(?!(?:api|p|d|actuator|assets|v3)$)[^.]+$}/**"
    })
    String page() {
        return "forward:/index.html";
    }
}
