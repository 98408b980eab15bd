// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A job from an object store to an object store: S3Proxy in this JVM, which serves a folder by the protocol of S3. */
@Tag("slow") // starts a server and Spark
class S3Test {
    private static final String BUCKET = "images";
    private static final String ROOT = "s3a://" + BUCKET + "/set";

    @TempDir
    private Path folder;

    private final Configuration configuration = new Configuration();
    private final Map<String, String> settings = new HashMap<>();
    private S3Proxy server;
    private Recorded store;

    /** Records which objects were written and which were copied. */
    private static final class Recorded extends ForwardingBlobStore {
        private final Queue<String> put = new ConcurrentLinkedQueue<>();
        private final Queue<String> copied = new ConcurrentLinkedQueue<>();

        Recorded(BlobStore store) {
            super(store);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
            put.add(request.key());
            return super.putBlob(request, content);
        }

        @Override
        public CopyObjectResponse copyBlob(CopyObjectRequest request) {
            copied.add(request.sourceKey());
            return super.copyBlob(request);
        }
    }

    @BeforeEach
    void start() throws Exception {
        store = new Recorded(new FilesystemNio2BlobStore(
                Files.createDirectory(folder.resolve("s3")).toString()));
        var unused = store.createContainer(BUCKET);
        server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "name", "secret")
                .build();
        server.start();
        Map<String, String> access = Map.of(
                "fs.s3a.endpoint", "http://127.0.0.1:" + server.getPort(),
                "fs.s3a.endpoint.region", "us-east-1",
                "fs.s3a.path.style.access", "true",
                "fs.s3a.access.key", "name",
                "fs.s3a.secret.key", "secret");
        access.forEach(configuration::set);
        access.forEach((name, value) -> settings.put("spark.hadoop." + name, value));
    }

    @AfterEach
    void stop() throws Exception {
        FileSystem.closeAll();
        server.stop();
    }

    @Test
    void resultsAreThoseOfTheCommandAndEachIsUploadedOnce() throws Exception {
        StoredScenes scenes = new StoredScenes(folder, ROOT, configuration);
        FileSystem files = new org.apache.hadoop.fs.Path(ROOT).getFileSystem(configuration);
        scenes.put(files);

        SparkProcess.Ended ended = SparkProcess.start(
                        folder,
                        "local[2]",
                        settings,
                        List.of("--ir", ROOT + "/ir", "--vi", ROOT + "/vi", "-o", ROOT + "/out", "-m", "laplacian"))
                .end();

        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(ended.text()).contains("3 of 3 pairs fused into " + ROOT + "/out.");
        var unused = scenes.requireImagesOfTheCommand();
        assertThat(store.put.stream().filter(key -> key.startsWith("set/out/") && key.endsWith(".png")))
                .containsExactlyInAnyOrder("set/out/0.png", "set/out/1.png", "set/out/2.png");
        assertThat(store.copied).allMatch(key -> key.startsWith("set/out/table/")); // renamed by Spark's own writer

        scenes.requireNothingMissing();
        ImageStore none = ImageStore.of(ROOT + "/none", configuration);
        assertThatThrownBy(() -> none.list((name, bytes) -> {}))
                .hasMessageContaining(ROOT + "/none: there is no such folder. Check the address.");
    }
}
