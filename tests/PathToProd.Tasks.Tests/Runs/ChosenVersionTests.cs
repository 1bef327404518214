using System.Collections.Immutable;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Runs;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>What is deployed by its version comes from the store, whatever the working copy holds.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class ChosenVersionTests : IDisposable
{
    private const string Rendered = "artifacts/sandbox/web/configmap-place.yaml";

    private readonly ComponentTestBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task A_version_is_deployed_from_the_store_with_no_build_and_no_test()
    {
        var built = (await _bed.Manifests("web", text: "old").RunAsync("Build", "web")).Nodes[0].Digest;
        Change("web", "1.1.0", "new");

        var result = await _bed.RunAsync("Deploy", model => One(model, "web", "1.0.0"), "web");

        result.Nodes[0].Error.ShouldBeNull();
        result.Nodes[0].Version.ToString().ShouldBe("1.0.0");
        result.Nodes[0].Digest.ShouldBe(built);
        result
            .Nodes[0]
            .Stages.Select(stage => (stage.Name, stage.Outcome))
            .ShouldBe([("Build", StageOutcome.Skipped), ("Test", StageOutcome.Skipped), ("Deploy", StageOutcome.Done)]);
        _bed[Rendered].ShouldContain("old");
        _bed.Ledger["web"].LastDeployment!.Digest.ShouldBe(built);
    }

    [Test]
    public async Task Deployed_by_version_again_it_is_unchanged()
    {
        await _bed.Manifests("web").RunAsync("Build", "web");
        await _bed.RunAsync("Deploy", model => One(model, "web", "1.0.0"), "web");

        var again = await _bed.RunAsync("Deploy", model => One(model, "web", "1.0.0"), "web");

        again.Nodes[0].Outcome.ShouldBe(NodeOutcome.Unchanged);
    }

    [Test]
    public async Task The_checkout_need_not_hold_the_source()
    {
        await _bed.Manifests("web", "smoke: { script: smoke.sh }\n")
            .Script("components/web/smoke.sh", "test \"$PATH_TO_PROD_COMPONENT\" = web")
            .RunAsync("Build", "web");
        Directory.Delete(Path.Combine(_bed.Root, "components"), recursive: true);

        var result = await _bed.RunAsync("Deploy", model => One(model, "web", "1.0.0"), "web");

        result.Nodes[0].Error.ShouldBeNull();
        _bed[Rendered].ShouldContain("here");
        (await _bed.RunAsync("Verify", model => One(model, "web", "1.0.0"), "web")).ExitCode.ShouldBe(ExitCode.Done);
        (await _bed.RunAsync("Destroy", model => One(model, "web", "1.0.0"), "web")).ExitCode.ShouldBe(ExitCode.Done);
        File.Exists(Path.Combine(_bed.Root, Rendered)).ShouldBeFalse();
    }

    [Test]
    public async Task An_environment_deploys_what_it_pins_and_first_what_that_requires_in_the_version_it_pins()
    {
        await _bed.Manifests("base").Manifests("web", "requires: { base: ^1.0.0 }\n").RunAsync("Build", "base", "web");
        Change("base", "1.5.0", "newer");
        Change("web", "2.0.0", "newer");
        await _bed.RunAsync("Build", "base", "web");
        Pin("missing-dependencies: deploy\n", "base: 1.0.0\nweb: 1.0.0\n");

        var result = await _bed.RunAsync("Deploy", model => Pinned(model, ["web"]), "web");

        result.Nodes.Select(node => $"{node.Component} {node.Version}").ShouldBe(["base 1.0.0", "web 1.0.0"]);
        result.ExitCode.ShouldBe(ExitCode.Done);
        _bed[Rendered].ShouldContain("here");
    }

    [Test]
    public async Task What_is_required_and_not_pinned_is_not_there_for_the_environment()
    {
        await _bed.Manifests("base").Manifests("web", "requires: { base: ^1.0.0 }\n").RunAsync("Build", "base", "web");
        Pin("missing-dependencies: deploy\n", "web: 1.0.0\n");

        var refusal = await Should.ThrowAsync<PlatformException>(() =>
            _bed.RunAsync("Deploy", model => Pinned(model, ["web"]), "web")
        );

        refusal.ExitCode.ShouldBe(ExitCode.Refused);
        refusal.Message.ShouldContain("web 1.0.0 requires base");
    }

    [Test]
    public void What_is_not_pinned_cannot_be_asked_for()
    {
        _bed.Manifests("web").Manifests("other");
        Pin("", "web: 1.0.0\n");

        var refusal = Should.Throw<PlatformException>(() => Pinned(Model(), ["wbe", "other"]));

        refusal.ExitCode.ShouldBe(ExitCode.WrongInput);
        refusal.Message.ShouldBe(
            "sandbox pins no version of other; add it to environments/sandbox/versions.yaml\n"
                + "sandbox pins no version of wbe; did you mean web?"
        );
    }

    [Test]
    public async Task What_cannot_be_found_is_said_before_anything_is_touched()
    {
        await _bed.Manifests("web").RunAsync("Build", "web");
        Pin("", "web: 1.3.2\n");

        Should
            .Throw<PlatformException>(() => Pinned(Model(), null))
            .Message.ShouldBe("no web 1.3.2", "the finder's own words");
    }

    [Test]
    public async Task A_set_is_deployed_by_its_digests_and_nothing_else_exists()
    {
        await _bed.Manifests("base").Manifests("web", "requires: { base: ^1.0.0 }\n").RunAsync("Build", "base", "web");
        var first = _bed.Store.Find("web", SemVersion.Parse("1.0.0"))!;
        _bed.File("components/web/manifests/place.yaml", ComponentTestBed.ConfigMap("place", "text: another build"));
        _bed.Manifests("other");
        await _bed.RunAsync("Build", "web");
        var set = Set(("base", _bed.Store.Find("base", SemVersion.Parse("1.0.0"))!.Digest), ("web", first.Digest));

        var result = await _bed.RunAsync("Deploy", model => OfSet(model, set), "base", "web");

        result.ExitCode.ShouldBe(ExitCode.Done);
        result.IsAll.ShouldBeTrue("other is not in the set");
        result.Nodes.Single(node => node.Component == "web").Digest.ShouldBe(first.Digest);
        _bed[Rendered].ShouldContain("here");
        _bed.Ledger["web"].LastDeployment!.Set.ShouldBe(set.Name);
    }

    [Test]
    public void All_members_that_are_not_available_are_reported_at_once()
    {
        _bed.Manifests("web");
        var set = Set(("base", new Digest("sha256:1")), ("web", new Digest("sha256:2")));

        var refusal = Should.Throw<PlatformException>(() => OfSet(Model(), set));

        refusal.ExitCode.ShouldBe(ExitCode.WrongInput);
        refusal.Message.ShouldBe("no base 1.0.0 sha256:1; build it\nno web 1.0.0 sha256:2; build it");
    }

    [TestCase("Plan", true)]
    [TestCase("Deploy", true)]
    [TestCase("verify", true)]
    [TestCase("Destroy", true)]
    [TestCase("Build", false)]
    [TestCase("Test", false)]
    [TestCase("Lint", false)]
    [TestCase("MyOwn", false)]
    public void Only_what_concerns_an_environment_takes_a_version(string target, bool concerns) =>
        RunTarget.Of(target).ConcernsEnvironment.ShouldBe(concerns);

    private void Change(string component, string version, string text) =>
        _bed.File(
                $"components/{component}/component.yaml",
                _bed[$"components/{component}/component.yaml"].Replace("1.0.0\ntype", $"{version}\ntype")
            )
            .File($"components/{component}/manifests/place.yaml", ComponentTestBed.ConfigMap("place", $"text: {text}"));

    private void Pin(string more, string versions) =>
        _bed.File(
                "environments/sandbox/environment.yaml",
                $"target: {{ directory: artifacts/sandbox }}\nversions: pinned\n{more}"
            )
            .File("environments/sandbox/versions.yaml", versions);

    private PlatformModel Model() => _bed.Model();

    private ChosenVersions One(PlatformModel model, string component, string version) =>
        ChosenVersions.One(model, component, SemVersion.Parse(version), Find);

    private ChosenVersions Pinned(PlatformModel model, string[]? asked) =>
        ChosenVersions.Pinned(model, model.Environments["sandbox"], asked, Find);

    private FoundArtifact Find(string component, SemVersion version) =>
        _bed.Store.Find(component, version) is { } stored
            ? FoundArtifact.Of(_bed.Store, stored)
            : throw new PlatformException(ExitCode.WrongInput, $"no {component} {version}");

    private static VersionSet Set(params (string Component, Digest Digest)[] members) =>
        new()
        {
            Name = "2026.11.1",
            Members = members.ToImmutableSortedDictionary(
                member => member.Component,
                member => new SetMember(member.Component, SemVersion.Parse("1.0.0"), member.Digest),
                StringComparer.Ordinal
            ),
        };

    private ChosenVersions OfSet(PlatformModel model, VersionSet set) =>
        ChosenVersions.OfSet(
            model,
            set,
            member =>
                _bed.Store.Find(member.Digest) is { } artifact
                    ? FoundArtifact.Of(_bed.Store, artifact)
                    : throw new PlatformException([
                        new Problem(null, $"no {member.Component} {member.Version} {member.Digest}", "build it"),
                    ])
        );
}
