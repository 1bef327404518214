using Cake.Skopeo;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools.Skopeo;

[TestFixture]
internal sealed class SkopeoAliasTests
{
    private TestCake _cake = null!;

    [SetUp]
    public void Start() => _cake = TestCake.Recording();

    [TearDown]
    public void End() => _cake.Dispose();

    [Test]
    public void A_manifest_is_read_as_it_is()
    {
        _cake.Recorder.Answer("{\"a\":  1}");

        _cake.SkopeoInspect("docker://a/b:1").ShouldBe("{\"a\":  1}");
    }

    [TestCase("reading manifest 9 in a/b: manifest unknown: manifest unknown")]
    [TestCase("reading manifest 9 in a/b: name unknown: repository name not known to registry")]
    public void A_manifest_that_is_not_there_is_an_answer(string error)
    {
        _cake.Recorder.Answer("", 1, $"time=\"now\" level=fatal msg=\"Error parsing image name: {error}\"");

        _cake.SkopeoInspect("docker://a/b:9").ShouldBeNull();
    }

    [Test]
    public void Tags_are_listed()
    {
        _cake.Recorder.Answer("""{"Repository":"a/b","Tags":["1.0.0","sha256-0123.build"]}""");

        _cake.SkopeoListTags("docker://a/b").ShouldBe(["1.0.0", "sha256-0123.build"]);
    }

    [TestCase("""{"Repository":"a/b","Tags":null}""")]
    [TestCase("""{"Repository":"a/b"}""")]
    public void A_repository_without_tags_has_none(string output)
    {
        _cake.Recorder.Answer(output);

        _cake.SkopeoListTags("docker://a/b").ShouldBeEmpty();
    }

    [TestCase("fetching tags list: invalid status code from registry 404 (Not Found)")]
    [TestCase("fetching tags list: name unknown: repository name not known to registry")]
    public void A_repository_that_is_not_there_has_no_tags(string error)
    {
        _cake.Recorder.Answer("", 1, $"level=fatal msg=\"Error listing repository tags: {error}\"");

        _cake.SkopeoListTags("docker://a/b").ShouldBeEmpty();
    }

    [Test]
    public void Tags_that_are_none_are_refused_with_what_came()
    {
        _cake.Recorder.Answer("{\"Tags\":5}");

        Should
            .Throw<PlatformException>(() => _cake.SkopeoListTags("docker://a/b"))
            .Message.ShouldStartWith(
                "skopeo list-tags did not print a list of tags as JSON: it is JSON of another shape."
            );
    }

    [TestCase("pinging container registry a: dial tcp: connect: connection refused", "The registry cannot be reached.")]
    [TestCase("pinging container registry a: dial tcp: lookup a: no such host", "The registry cannot be reached.")]
    [TestCase("context deadline exceeded", "The registry cannot be reached.")]
    [TestCase("unauthorized: authentication required", "The registry does not accept the credentials.")]
    [TestCase("server gave HTTP response to HTTPS client", "The registry speaks plain HTTP,")]
    [TestCase("x509: certificate signed by unknown authority", "The registry's certificate is not trusted.")]
    [TestCase(
        "open /etc/containers/policy.json: no such file or directory",
        "Skopeo's policy, which says whose signatures count, is missing."
    )]
    [TestCase("unknown flag: --preserve-digests", "This Skopeo is too old")]
    public void A_known_failure_says_what_to_do(string error, string advice)
    {
        for (var call = 0; call < 3; call++)
        {
            _cake.Recorder.Answer("", 1, $"level=fatal msg=\"{error}\"");
        }

        Action[] calls =
        [
            () => _cake.SkopeoCopy("oci:a:b", "docker://a/b:1"),
            () => _cake.SkopeoInspect("docker://a/b:1"),
            () => _cake.SkopeoListTags("docker://a/b"),
        ];
        foreach (var call in calls)
        {
            var message = Should.Throw<PlatformException>(call).Message;
            message.ShouldContain(error);
            message.ShouldContain($"\n{advice}");
        }
    }
}
