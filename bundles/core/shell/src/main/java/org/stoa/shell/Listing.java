package org.stoa.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.karaf.shell.support.CommandException;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;

/** Walks through the pages of a list. */
final class Listing {

    static final int DEFAULT_LIMIT = 100;

    private Listing() {}

    /** One item more than {@code limit}, if there are so many: it tells that the list goes on. */
    static <T> List<T> upTo(int limit, Function<PageRequest, Page<T>> list) throws CommandException {
        if (limit < 1) {
            throw PlatformCommand.refused("--limit must be 1 or more.");
        }
        List<T> items = new ArrayList<>();
        PageRequest request = new PageRequest(PageRequest.MAX_LIMIT, null);
        while (request != null && items.size() <= limit) {
            Page<T> page = list.apply(request);
            items.addAll(page.items());
            request = next(page);
        }
        return items;
    }

    /** The request for what follows a page; null at the end. */
    static PageRequest next(Page<?> page) {
        return page.nextCursor() == null
                ? null
                : PageRequest.parse(String.valueOf(PageRequest.MAX_LIMIT), page.nextCursor());
    }

    static <T> List<T> shown(List<T> items, int limit) {
        return items.subList(0, Math.min(limit, items.size()));
    }

    static void tellMore(List<?> items, int limit, PrintStream out) {
        if (items.size() > limit) {
            out.println("There are more: raise --limit to see them.");
        }
    }
}
