using PathToProd.Facts.Artifacts;
using PathToProd.Model.Stores;
using PathToProd.Text;
using PathToProd.Text.Tables;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.Artifacts;

public sealed class VersionsReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly Catalogue Local = new([
        Entry("1.5.0", 'a', hours: 1, commit: "0123456789abcdef0123456789abcdef01234567+changes"),
        Entry("1.5.0", 'b', hours: 3) with
        {
            IsCurrent = false,
        },
        Entry("1.4.0", 'c', hours: 48),
        Entry("1.3.0", 'd', hours: 50, commit: null),
    ]);

    private static readonly Catalogue Published = new([
        Entry("1.4.0", 'c', hours: 48),
        Entry("1.3.0", 'e', hours: 70),
        new CatalogueEntry("ingress", SemVersion.Parse("1.2.0"), Digest('f'), null, null, 1_250_000),
    ]);

    private static IReadOnlyCollection<ListedVersion> Versions => ListedVersion.Of("ingress", Local, Published);

    [Test]
    public void The_versions_that_exist_are_a_table_the_newest_first() =>
        Snapshot.Match(VersionsReport.Text(Versions, Style.Plain, Now));

    [Test]
    public void Programs_get_the_same_as_JSON() =>
        Snapshot.MatchReport(
            "versions",
            VersionsReport.Json(Versions, new StoreAddress("registry.example.com", "platform"), null)
        );

    [Test]
    public void Programs_see_why_the_registry_said_nothing() =>
        Snapshot.MatchReport(
            "versions",
            VersionsReport.Json([], new StoreAddress("registry.example.com", "platform"), "connection refused")
        );

    [Test]
    public void Nothing_at_all_is_said_in_a_sentence() =>
        VersionsReport.Text([], Style.Plain, Now).ShouldBe("No artifact was built or published yet.\n");

    [Test]
    public void What_was_published_is_a_table() =>
        Snapshot.Match(
            PublishReport.Text(Artifacts, new StoreAddress("registry.example.com", "platform"), Style.Plain)
        );

    [Test]
    public void Programs_get_what_was_published_as_JSON() =>
        Snapshot.MatchReport(
            "publish",
            PublishReport.Json(Artifacts, new StoreAddress("registry.example.com", "platform"))
        );

    [TestCase(0, "0 B")]
    [TestCase(999, "999 B")]
    [TestCase(1000, "1.0 kB")]
    [TestCase(9949, "9.9 kB")]
    [TestCase(9999, "10 kB")]
    [TestCase(12_345, "12 kB")]
    [TestCase(999_499, "999 kB")]
    [TestCase(999_999, "1.0 MB")]
    [TestCase(1L << 30, "1.1 GB")]
    [TestCase(long.MaxValue, "9.2 EB")]
    public void A_size_is_read_at_a_glance(long bytes, string text) => ByteSize.Text(bytes).ShouldBe(text);

    [TestCase("localhost", true)]
    [TestCase("localhost:5000", true)]
    [TestCase("127.0.0.1:41234", true)]
    [TestCase("127.1.2.3", true)]
    [TestCase("registry.example.com", false)]
    [TestCase("registry.example.com:5000", false)]
    [TestCase("10.0.0.1:5000", false)]
    [TestCase("localhost.example.com", false)]
    [TestCase("127.0.0.1.example.com", false)]
    public void Only_a_registry_on_this_machine_may_speak_plain_HTTP(string host, bool isLoopback) =>
        new StoreAddress(host, "platform").IsLoopback.ShouldBe(isLoopback);

    private static PublishedVersion[] Artifacts =>
        [
            new("ingress", SemVersion.Parse("1.4.0+exp.1"), Digest('a'), IsNew: true),
            new("base-network", SemVersion.Parse("1.0.0"), Digest('b'), IsNew: false),
        ];

    private static CatalogueEntry Entry(
        string version,
        char digit,
        int hours,
        string? commit = "0123456789abcdef0123456789abcdef01234567"
    ) => new("ingress", SemVersion.Parse(version), Digest(digit), commit, Now.AddHours(-hours), 12_345);

    private static Digest Digest(char digit) => new("sha256:" + new string(digit, 64));
}
