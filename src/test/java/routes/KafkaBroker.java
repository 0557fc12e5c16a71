package routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A Kafka broker, and its own controller, in a process of its own; stopped and started again it has the same topics and port. */
public final class KafkaBroker implements AutoCloseable {

    /** Who may come in by {@link #loginAddress}. */
    public static final String USER = "siem";

    public static final String PASSWORD = "broker-canary-1";

    /** What the broker names as its own address to who comes in by {@link #misleadingAddress}. */
    public static final String MISLED_TO = "127.0.0.99";

    private static final String CLUSTER = "c2llbS1yb3V0ZXItdGVzdA";

    private final Path work;
    private final int port = Ports.free();
    private final int loginPort = Ports.free();
    private final int misleadingPort = Ports.free();
    private final int misledPort = Ports.free();
    private Process process;

    private KafkaBroker(Path work) {
        this.work = work;
    }

    public static KafkaBroker start(Path work) {
        KafkaBroker broker = new KafkaBroker(work);
        try {
            Files.createDirectories(work);
            broker.configure();
            Process format = broker.java("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", broker.settings());
            if (!format.waitFor(Await.DEADLINE.toSeconds(), TimeUnit.SECONDS) || format.exitValue() != 0) {
                throw new AssertionError("the broker's folder cannot be made\n" + broker.log());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a broker was made", interrupted);
        }
        broker.open();
        return broker;
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Wants user and password, SASL/PLAIN without TLS. */
    public String loginAddress() {
        return "127.0.0.1:" + loginPort;
    }

    /** Tells clients to go on to {@link #MISLED_TO} and {@link #misledPort}. */
    public String misleadingAddress() {
        return "127.0.0.1:" + misleadingPort;
    }

    /** Where nobody listens unless a test does. */
    public int misledPort() {
        return misledPort;
    }

    /** Starts it, and waits until it answers. */
    public void open() {
        try {
            process = java("kafka.Kafka", settings());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Await.until("the broker answers", this::answers, this::log);
    }

    /** SIGKILL. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a broker ended", interrupted);
        }
    }

    public void createTopic(String topic, int partitions, Map<String, String> settings) {
        try (Admin admin = admin()) {
            NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(settings);
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException failed) {
            throw new AssertionError("topic " + topic + " cannot be made", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** Nobody who comes in by {@link #loginAddress} may write to this topic any more. */
    public void forbid(String topic) {
        AccessControlEntry somebodyElse =
                new AccessControlEntry("User:somebody-else", "*", AclOperation.ALL, AclPermissionType.ALLOW);
        ResourcePattern one = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
        try (Admin admin = admin()) {
            admin.createAcls(List.of(new AclBinding(one, somebodyElse))).all().get();
        } catch (ExecutionException failed) {
            throw new AssertionError("topic " + topic + " cannot be forbidden", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** Everything in a topic, partition by partition. */
    public List<ConsumerRecord<String, String>> records(String topic) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", address());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> all = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
            return all;
        }
    }

    @Override
    public void close() {
        kill();
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("the broker ended\n" + log());
        }
        try (Admin admin = admin()) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address()));
    }

    private String settings() {
        return work.resolve("server.properties").toString();
    }

    private void configure() throws IOException {
        int controller = Ports.free();
        String listeners = "CLIENT://127.0.0.1:%d,LOGIN://127.0.0.1:%d".formatted(port, loginPort);
        String login = "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
                .formatted(USER, PASSWORD);
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put(
                "listeners",
                listeners + ",MISLEADING://127.0.0.1:" + misleadingPort + ",CONTROLLER://127.0.0.1:" + controller);
        settings.put("advertised.listeners", listeners + ",MISLEADING://" + MISLED_TO + ":" + misledPort);
        settings.put(
                "listener.security.protocol.map",
                "CLIENT:PLAINTEXT,LOGIN:SASL_PLAINTEXT,MISLEADING:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.name.login.sasl.enabled.mechanisms", "PLAIN");
        settings.put("listener.name.login.plain.sasl.jaas.config", login);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "true");
        settings.put("super.users", "User:ANONYMOUS");
        settings.put("auto.create.topics.enable", "false");
        settings.put("log.dirs", work.resolve("log").toString());
        try (var writer = Files.newBufferedWriter(Path.of(settings()))) {
            settings.store(writer, null);
        }
    }

    private Process java(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        work.resolve("broker.log").toFile()))
                .start();
    }

    private String log() {
        try {
            return "the broker's log:\n" + Files.readString(work.resolve("broker.log"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
