using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages.Upstream;

/// <summary>Repositories that answer with something else, and packages that mean harm.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class UpstreamTroubleTests : IDisposable
{
    private const string Kept = "take another package; nothing of it was kept.";

    private readonly ChartRepository _charts = new();
    private readonly ComponentTestBed _bed = new ComponentTestBed().RealTool(RealTools.Helm);
    private readonly Digest _digest;

    public UpstreamTroubleTests()
    {
        _digest = _charts.Add("1.0.0");
        Component(_digest);
    }

    public void Dispose()
    {
        Directory.Exists(_bed.Workspace.Upstream).ShouldBeFalse();
        _charts.Dispose();
        _bed.Dispose();
    }

    [TestCase(404, "it answered 404 Not Found for {0}/web-1.0.0.tgz; correct the address or the version.")]
    [TestCase(500, "it answered 500 Internal Server Error for {0}/web-1.0.0.tgz; run it again later.")]
    [TestCase(
        403,
        "it answered 403 Forbidden for {0}/web-1.0.0.tgz; name its user and its password under credentials in platform.yaml; see docs/upstream-charts.md."
    )]
    public async Task An_answer_that_is_no_package_is_one_line(int status, string message)
    {
        _charts.Server.Serve("/charts/web-1.0.0.tgz", status, "not this"u8.ToArray());

        (await ErrorAsync()).ShouldEndWith(
            " cannot be fetched: " + message.Replace("{0}", _charts.Address, StringComparison.Ordinal)
        );
    }

    [Test]
    public async Task A_package_that_stops_half_way_is_one_line()
    {
        _charts.Server.ServeHalf("/charts/web-1.0.0.tgz", new byte[1000]);

        (await ErrorAsync()).ShouldEndWith("it stopped after 500 of 1000 bytes; correct the address or the version.");
    }

    [Test]
    public async Task A_page_for_people_in_place_of_an_index_or_a_package_is_one_line()
    {
        _charts.Serve("/charts/web-1.0.0.tgz", "<html>Sign in</html>"u8.ToArray());
        Component(Digest.Of("<html>Sign in</html>"u8));
        (await ErrorAsync()).ShouldContain("cannot be fetched: it is neither a .tgz nor a .zip (");

        _charts.Index("<html>\n  <body>Sign in: please</body>\n</html>\n");
        (await ErrorAsync()).ShouldContain($"cannot be fetched: {_charts.Address}/index.yaml is no index of charts: ");
    }

    [TestCase("oci://registry.example.com/charts/web:1.0.0", "write repository: oci://registry.example.com/charts.")]
    [TestCase("file:///etc/passwd", "tell its makers: it is no address that can be fetched.")]
    [TestCase("http://[", "tell its makers: it is no address that can be fetched.")]
    public async Task An_index_that_leads_elsewhere_than_the_web_is_refused(string address, string fix)
    {
        _charts.Index($"entries:\n  web:\n  - version: 1.0.0\n    urls: [\"{address}\"]\n");

        (await ErrorAsync()).ShouldEndWith($"{_charts.Address}/index.yaml says that it is at {address}; {fix}");
    }

    [Test]
    public async Task Redirections_without_an_end_or_out_of_the_web_are_refused()
    {
        _charts.Server.Redirect("/charts/web-1.0.0.tgz", "/charts/web-1.0.0.tgz");
        (await ErrorAsync()).ShouldEndWith(
            $"it is only ever sent on for {_charts.Address}/web-1.0.0.tgz; correct the address or the version."
        );

        _charts.Server.Redirect("/charts/web-1.0.0.tgz", "file:///etc/passwd");
        (await ErrorAsync()).ShouldEndWith(
            $"it is sent on from http to file for {_charts.Address}/web-1.0.0.tgz; correct the address or the version."
        );
    }

    [Test]
    public async Task A_package_that_is_too_large_is_not_even_read()
    {
        _charts.Server.ServeRest(context =>
        {
            context.Response.ContentLength64 = 1L << 40;
            context.Response.OutputStream.Write(new byte[1 << 20]);
            context.Response.OutputStream.Flush();
        });
        _charts.Index("entries:\n  web:\n  - version: 1.0.0\n    urls: [huge.tgz]\n");

        (await ErrorAsync()).ShouldEndWith($"cannot be fetched: it holds more than 268 MB; {Kept}");
    }

    [TestCase(TarEntryType.RegularFile)]
    [TestCase(TarEntryType.ExtendedAttributes)]
    public async Task A_small_package_that_becomes_a_huge_one_is_refused(TarEntryType type)
    {
        Serve(Bomb(type));

        (await ErrorAsync()).ShouldEndWith($"cannot be fetched: it holds more than 268 MB; {Kept}");
    }

    [TestCase(TarEntryType.SymbolicLink)]
    [TestCase(TarEntryType.HardLink)]
    [TestCase(TarEntryType.CharacterDevice)]
    public async Task Links_and_devices_are_refused(TarEntryType type)
    {
        var entry = new PaxTarEntry(type, "web/templates/map.yaml");
        if (type != TarEntryType.CharacterDevice)
        {
            entry.LinkName = "/etc/passwd";
        }

        Serve(
            Package(tar =>
            {
                tar.WriteEntry(entry);
                tar.WriteEntry(File("web/Chart.yaml", "name: web\nversion: 1.0.0\n"));
            })
        );

        (await ErrorAsync()).ShouldEndWith(
            $"cannot be fetched: web/templates/map.yaml in it is not a file ({type}); {Kept}"
        );
    }

    [TestCase("web/../../evil", "it does not lead straight into the artifact's folder")]
    [TestCase("/etc/passwd", "it is absolute")]
    public async Task Paths_that_lead_out_are_refused(string path, string why)
    {
        Serve(Package(tar => tar.WriteEntry(File(path, "x"))));

        (await ErrorAsync()).ShouldEndWith($"cannot be fetched: the path {path} in it is not allowed: {why}; {Kept}");
    }

    [Test]
    public void Of_ten_thousand_versions_the_newest_release_is_found_at_once_whatever_else_is_listed()
    {
        var index = new StringBuilder("entries:\n  web:\n");
        for (var patch = 0; patch < 10_000; patch++)
        {
            index.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"  - apiVersion: v2\n    version: 0.9.{patch}\n    urls: [web-0.9.{patch}.tgz]\n    created: \"2026-01-01T00:00:00Z\"\n"
            );
        }

        index.Append("  - version: nightly\n    urls: [a.tgz]\n  - version: 9.0.0-rc.1\n    urls: [b.tgz]\n  - {}\n");
        index.Append("  - version: 9.0.0\n  - version: 1.0.0\n    urls: [web-1.0.0.tgz]\n");
        _charts.Index(index.ToString());
        Component(_digest);

        _bed.Bump("web").Bumps[0].IsChange.ShouldBeFalse();
    }

    private async Task<string> ErrorAsync() => (await _bed.RunAsync("Build", "web")).Nodes[0].Error!;

    private void Serve(byte[] package)
    {
        _charts.Serve("/charts/web-1.0.0.tgz", package);
        Component(Digest.Of(package));
    }

    private static byte[] Bomb(TarEntryType type)
    {
        const long size = 300L << 20;
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            var header = new byte[512];
            Encoding.ASCII.GetBytes("web/Chart.yaml").CopyTo(header, 0);
            Encoding.ASCII.GetBytes("0000644").CopyTo(header, 100);
            Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(header, 124);
            Encoding.ASCII.GetBytes("        ").CopyTo(header, 148);
            header[156] = (byte)(type == TarEntryType.RegularFile ? '0' : 'x');
            Encoding.ASCII.GetBytes("ustar\0" + "00").CopyTo(header, 257);
            Encoding
                .ASCII.GetBytes(Convert.ToString(header.Sum(one => one), 8).PadLeft(6, '0') + "\0 ")
                .CopyTo(header, 148);
            gzip.Write(header);
            var zeros = new byte[1 << 20];
            for (var written = 0L; written < size; written += zeros.Length)
            {
                gzip.Write(zeros);
            }
        }

        return bytes.ToArray();
    }

    private static PaxTarEntry File(string path, string text) =>
        new(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    private static byte[] Package(Action<TarWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
        {
            write(tar);
        }

        return bytes.ToArray();
    }

    private void Component(Digest digest) =>
        _bed.File(
            "components/web/component.yaml",
            $"name: web\nversion: 1.0.0\ntype: helm\nchart:\n  repository: {_charts.Address}\n  name: web\n  version: 1.0.0\n  digest: {digest}\n"
        );
}
