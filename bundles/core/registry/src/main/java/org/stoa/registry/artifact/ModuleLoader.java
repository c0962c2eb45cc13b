package org.stoa.registry.artifact;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.stoa.registry.artifact.ModuleArchive.Root;

/**
 * Loads the classes of a module as the framework will, without the framework: {@code java.*} and what is delegated to the
 * boot class path from the parent, imported packages from where they come from, everything else from the bundle alone.
 */
final class ModuleLoader extends ClassLoader implements Closeable {

    private final Map<String, ClassLoader> imports;
    private final BootDelegation delegation;
    private final List<OpenRoot> roots = new ArrayList<>();
    private boolean closed;

    private record OpenRoot(ZipFile jar, String prefix) {}

    ModuleLoader(ModuleArchive archive, Map<String, ClassLoader> imports, ClassLoader parent, BootDelegation delegation)
            throws IOException {
        super("inspected-" + archive.id(), parent);
        this.imports = imports;
        this.delegation = delegation;
        for (Root root : archive.classPath()) {
            roots.add(new OpenRoot(new ZipFile(root.jar().toFile(), StandardCharsets.UTF_8), root.prefix()));
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        if (name.startsWith("java.") || delegation.covers(packageName)) {
            return super.loadClass(name, resolve);
        }
        ClassLoader imported = imports.get(packageName);
        if (imported != null) {
            return imported.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] content = content(name.replace('.', '/') + ".class");
        if (content == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, content, 0, content.length);
    }

    @Override
    public URL getResource(String name) {
        return findResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return findResources(name);
    }

    @Override
    protected URL findResource(String name) {
        byte[] content = content(name);
        return content == null ? null : url(name, content);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL found = findResource(name);
        return found == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(found));
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] content = content(name);
        return content == null ? null : new ByteArrayInputStream(content);
    }

    private synchronized byte[] content(String name) {
        if (closed) {
            return null;
        }
        try {
            for (OpenRoot root : roots) {
                ZipEntry entry = root.jar().getEntry(root.prefix() + name);
                if (entry != null && !entry.isDirectory()) {
                    try (InputStream content = root.jar().getInputStream(entry)) {
                        return content.readAllBytes();
                    }
                }
            }
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }

    /** An address that holds no file open. */
    private static URL url(String name, byte[] content) {
        URLStreamHandler handler = new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {
                        // The content is here already.
                    }

                    @Override
                    public InputStream getInputStream() {
                        return new ByteArrayInputStream(content);
                    }
                };
            }
        };
        try {
            return new URL("inspected", "", -1, "/" + name, handler);
        } catch (MalformedURLException e) {
            throw new IllegalStateException("an address with a handler of its own is well-formed", e);
        }
    }

    /** Loads nothing more, and lets go of the files. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        ResourceBundle.clearCache(this);
        for (OpenRoot root : roots) {
            root.jar().close();
        }
    }
}
