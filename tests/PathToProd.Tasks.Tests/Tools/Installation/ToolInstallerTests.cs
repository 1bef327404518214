using System.Text;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text;
using PathToProd.Tools.Calls;

namespace PathToProd.Tasks.Tests.Tools.Installation;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class ToolInstallerTests : IDisposable
{
    private const string Program = "#!/bin/sh\necho v3.18.6\n";
    private static readonly byte[] ProgramBytes = Encoding.UTF8.GetBytes(Program);

    private readonly InstallationBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [TestCase("helm.zip", "zip")]
    [TestCase("helm.tar.gz", "tar")]
    [TestCase("helm.tgz", "tar")]
    [TestCase("helm", "plain")]
    public void A_tool_is_downloaded_verified_unpacked_and_put_in_place(string name, string format)
    {
        var (content, file) = format switch
        {
            "zip" => (Archives.Zip(("LICENSE", "text"), ("linux-amd64/helm", Program)), "linux-amd64/helm"),
            "tar" => (Archives.TarGz(("LICENSE", "text"), ("linux-amd64/helm", Program)), "\"{os}-{arch}/helm{exe}\""),
            _ => (ProgramBytes, null),
        };
        var address = _bed
            .Server.Serve($"/3.18.6/{name}", content)
            .Replace("3.18.6", "{version}", StringComparison.Ordinal);

        var installation = Install(new Pins().Address(address, Archives.Sha256(content), file));

        var installed = _bed.Machine.InstalledFile("helm", "3.18.6");
        installation.Tool.ShouldBe(new FoundTool("helm", installed, "3.18.6"));
        installation.Failures.ShouldBeEmpty();
        File.ReadAllText(installed).ShouldBe(Program);
        _bed.Said.ShouldBe(
            """
            helm 3.18.6: fetching it from SERVER
            helm 3.18.6: installed as artifacts/tools/helm/3.18.6/helm
            """
        );
        _bed.Log.LastProgress.ShouldBe(("helm 3.18.6", content.Length, content.Length));
        _bed.Files("artifacts/tools").ShouldBe([".work/helm-3.18.6.lock", "helm/3.18.6/helm", "versions.json"]);
    }

    [Test]
    public void A_digest_of_512_bits_is_verified_too() =>
        Install(new Pins().Address(_bed.Server.Serve("/helm", ProgramBytes), Archives.Sha512(ProgramBytes)))
            .Tool.ShouldNotBeNull();

    [Test]
    public void A_wrong_digest_is_refused_and_nothing_is_left()
    {
        var pinned = Archives.Sha256([1]);

        var failure = Failure(new Pins().Address(_bed.Server.Serve("/helm", ProgramBytes), pinned));

        failure.ShouldBe(
            $"SERVER: http://SERVER/helm is refused: its digest is {Archives.Sha256(ProgramBytes)}, and "
                + $"{pinned} is pinned. It was changed in transit (a proxy's page?) or at its origin, or the pin is for another version"
        );
        _bed.Files("artifacts/tools").ShouldBe([".work/helm-3.18.6.lock"]);
    }

    [Test]
    public void A_tool_that_the_server_does_not_have_is_reported()
    {
        Failure(new Pins().Address($"http://{_bed.Server.Authority}/helm", Archives.Sha256(ProgramBytes)))
            .ShouldBe("SERVER: answered 404 Not Found for http://SERVER/helm");
        _bed.Files("artifacts/tools").ShouldBe([".work/helm-3.18.6.lock"]);
    }

    [Test]
    public void A_server_that_refuses_the_connection_is_not_asked_again()
    {
        var authority = LoopbackServer.FreeAuthority();

        Failure(new Pins().Address($"http://{authority}/helm", Archives.Sha256(ProgramBytes)))
            .Replace(authority, "CLOSED", StringComparison.Ordinal)
            .ShouldBe("CLOSED: could not be reached (Connection refused)");
    }

    [Test]
    public void A_name_that_does_not_exist_is_reported()
    {
        var failure = Failure(new Pins().Address("https://helm.invalid/helm", Archives.Sha256(ProgramBytes)));

        failure.ShouldStartWith("helm.invalid: could not be reached (");
    }

    [Test]
    public void A_server_that_does_not_answer_is_given_up()
    {
        Failure(
                new Pins().Address(_bed.Server.Hang("/helm"), Archives.Sha256(ProgramBytes)),
                new InstallationTimeouts { Answer = TimeSpan.FromMilliseconds(200) }
            )
            .ShouldBe("SERVER: did not answer within 200 ms");
    }

    [Test]
    public void A_download_that_stalls_is_given_up()
    {
        Failure(
                new Pins().Address(
                    _bed.Server.ServeHalfAndStall("/helm", new byte[4000]),
                    Archives.Sha256(ProgramBytes)
                ),
                new InstallationTimeouts { Idle = TimeSpan.FromMilliseconds(200) }
            )
            .ShouldBe("SERVER: sent nothing for 200 ms, after 2000 of 4000 bytes");
    }

    [Test]
    public void A_download_that_takes_too_long_is_given_up()
    {
        Failure(
                new Pins().Address(
                    _bed.Server.ServeHalfAndStall("/helm", new byte[4000]),
                    Archives.Sha256(ProgramBytes)
                ),
                new InstallationTimeouts { Download = TimeSpan.FromMilliseconds(300) }
            )
            .ShouldBe("SERVER: took longer than 300 ms");
    }

    [Test]
    public void A_download_that_ends_early_is_reported()
    {
        Failure(new Pins().Address(_bed.Server.ServeHalf("/helm", new byte[4000]), Archives.Sha256(new byte[4000])))
            .ShouldBe("SERVER: stopped after 2000 of 4000 bytes");
        _bed.Files("artifacts/tools").ShouldBe([".work/helm-3.18.6.lock"]);
    }

    [TestCase("helm.zip")]
    [TestCase("helm.tar.gz")]
    public void An_archive_without_the_program_is_reported(string name)
    {
        var content = name.EndsWith("zip", StringComparison.Ordinal)
            ? Archives.Zip(("README", "text"))
            : Archives.TarGz(("README", "text"));

        Failure(new Pins().Address(_bed.Server.Serve("/" + name, content), Archives.Sha256(content), "bin/helm"))
            .ShouldBe($"SERVER: {name} holds no file bin/helm");
    }

    [TestCase("helm.zip")]
    [TestCase("helm.tar.gz")]
    public void An_archive_that_is_damaged_is_reported(string name)
    {
        byte[] content = [1, 2, 3, 4];

        Failure(new Pins().Address(_bed.Server.Serve("/" + name, content), Archives.Sha256(content), "helm"))
            .ShouldStartWith($"SERVER: {name} cannot be unpacked (");
    }

    [TestCase("helm.zip")]
    [TestCase("helm.tar.gz")]
    public void An_archive_cannot_write_outside_the_tool_folder(string name)
    {
        (string, string)[] files =
        [
            ("../../../../outside", "evil"),
            ("/tmp/path-to-prod-evil", "evil"),
            ("../helm", "evil"),
            ("helm", Program),
        ];
        var content = name.EndsWith("zip", StringComparison.Ordinal) ? Archives.Zip(files) : Archives.TarGz(files);

        Install(new Pins().Address(_bed.Server.Serve("/" + name, content), Archives.Sha256(content), "helm"))
            .Tool.ShouldNotBeNull();

        _bed.Files(".").ShouldNotContain(file => file.Contains("outside", StringComparison.Ordinal));
        File.Exists("/tmp/path-to-prod-evil").ShouldBeFalse();
        File.ReadAllText(_bed.Machine.InstalledFile("helm", "3.18.6")).ShouldBe(Program);
    }

    [Test]
    public void A_link_in_an_archive_is_not_followed()
    {
        var content = Archives.TarGzOfLink("helm", "/bin/sh");

        Failure(new Pins().Address(_bed.Server.Serve("/helm.tar.gz", content), Archives.Sha256(content), "helm"))
            .ShouldBe("SERVER: helm.tar.gz holds no file helm");
    }

    [Test]
    public void A_program_that_does_not_run_here_is_reported()
    {
        var content = "#!/no/such/interpreter\n"u8.ToArray();

        Failure(new Pins().Address(_bed.Server.Serve("/helm", content), Archives.Sha256(content)))
            .ShouldBe(
                "SERVER: gave what was pinned, but artifacts/tools/helm/3.18.6/helm could not be started: the first line "
                    + "of it names /no/such/interpreter to run it, which does not exist, when asked for its version by `version --short`"
            );
    }

    [Test]
    public void After_a_source_that_failed_the_next_one_is_tried_and_that_is_said()
    {
        var closed = LoopbackServer.FreeAuthority();

        var installation = Install(
            new Pins()
                .Address($"http://{closed}/helm", Archives.Sha256(ProgramBytes))
                .Address(_bed.Server.Serve("/helm", ProgramBytes), Archives.Sha256(ProgramBytes))
        );

        installation.Tool.ShouldNotBeNull();
        _bed.Said.Replace(closed, "CLOSED", StringComparison.Ordinal)
            .ShouldBe(
                """
                helm 3.18.6: fetching it from CLOSED
                CLOSED: could not be reached (Connection refused); trying SERVER
                helm 3.18.6: fetching it from SERVER
                helm 3.18.6: installed as artifacts/tools/helm/3.18.6/helm
                """
            );
    }

    [Test]
    public void A_host_that_did_not_answer_is_not_asked_again_in_the_same_run()
    {
        var digest = Archives.Sha256(ProgramBytes);
        var pins = new Pins().Address(_bed.Server.Hang("/one"), digest).Address(_bed.Server.Hang("/two"), digest);

        var installation = Install(pins, new InstallationTimeouts { Answer = TimeSpan.FromMilliseconds(200) });

        _bed.Hide(string.Join('\n', installation.Failures))
            .ShouldBe(
                """
                SERVER: did not answer within 200 ms
                SERVER: not asked again, as it did not answer within 200 ms
                """
            );
        _bed.Server.Requests.ShouldBe(["/one"]);
    }

    [Test]
    public void A_host_without_one_file_is_asked_for_another()
    {
        var digest = Archives.Sha256(ProgramBytes);

        Install(
            new Pins()
                .Address($"http://{_bed.Server.Authority}/one", digest)
                .Address(_bed.Server.Serve("/two", ProgramBytes), digest)
        )
            .Tool.ShouldNotBeNull();
    }

    [Test]
    public void Two_runs_at_once_download_once_and_both_have_the_tool()
    {
        var content = new byte[3_000_000];
        ProgramBytes.CopyTo(content, 0);
        content.AsSpan(ProgramBytes.Length).Fill((byte)'\n');
        var pin = new Pins().Address(_bed.Server.Serve("/helm", content), Archives.Sha256(content));

        var installations = new InstallationResult[4];
        Parallel.For(0, installations.Length, i => installations[i] = Install(pin));

        installations.ShouldAllBe(installation => installation.Tool != null);
        _bed.Server.Requests.ShouldBe(["/helm"]);
        _bed.Files("artifacts/tools").ShouldBe([".work/helm-3.18.6.lock", "helm/3.18.6/helm", "versions.json"]);
    }

    [Test]
    public void Another_run_that_holds_the_lock_for_too_long_is_named()
    {
        var work = Directory.CreateDirectory(Path.Combine(_bed.Machine.ToolFolder, ".work")).FullName;
        var file = Path.Combine(work, "helm-3.18.6.lock");
        using var held = new FileStream(file, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var failure = Should.Throw<PlatformException>(() =>
            Install(
                new Pins().Address(_bed.Server.Serve("/helm", ProgramBytes), Archives.Sha256(ProgramBytes)),
                new InstallationTimeouts { Lock = TimeSpan.FromMilliseconds(200) }
            )
        );

        failure.ExitCode.ShouldBe(ExitCode.Refused);
        failure.Message.ShouldBe(
            $"Another run has held {file} for 200 ms; wait for it to end, or end it, and run again."
        );
        _bed.Said.ShouldBe("helm 3.18.6: another run is installing it; waiting");
    }

    [Test]
    public void A_damaged_program_in_the_tool_folder_is_replaced()
    {
        var installed = _bed.Machine.InstalledFile("helm", "3.18.6");
        ScriptFile.WriteShell(installed, "exit 1");

        Install(new Pins().Address(_bed.Server.Serve("/helm", ProgramBytes), Archives.Sha256(ProgramBytes)))
            .Tool.ShouldNotBeNull();

        File.ReadAllText(installed).ShouldBe(Program);
    }

    [Test]
    public void What_a_killed_run_left_is_cleared_away()
    {
        var left = Path.Combine(_bed.Machine.ToolFolder, ".work", "helm-3.18.6");
        ScriptFile.WriteShell(Path.Combine(left, "download"), "half a file");

        Install(new Pins().Address(_bed.Server.Serve("/helm", ProgramBytes), Archives.Sha256(ProgramBytes)))
            .Tool.ShouldNotBeNull();

        Directory.Exists(left).ShouldBeFalse();
    }

    [Test]
    public void A_tool_folder_that_cannot_be_written_is_reported()
    {
        Directory.CreateDirectory(Path.Combine(_bed.Root, "artifacts"));
        File.WriteAllText(_bed.Machine.ToolFolder, "a file where a folder should be");

        var failure = Should.Throw<PlatformException>(() =>
            Install(new Pins().Address(_bed.Server.Serve("/helm", ProgramBytes), Archives.Sha256(ProgramBytes)))
        );

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure
            .Message.Replace(_bed.Root, "ROOT", StringComparison.Ordinal)
            .ShouldBe(
                "helm could not be installed: artifacts/tools cannot be written (Could not find a part of the path "
                    + "'ROOT/artifacts/tools/.work'). Make it writable, or free space, and run again."
            );
    }

    private string Failure(Pins pins, InstallationTimeouts? timeouts = null)
    {
        var installation = Install(pins, timeouts);
        installation.Tool.ShouldBeNull();
        return _bed.Hide(installation.Failures.ShouldHaveSingleItem());
    }

    private InstallationResult Install(Pins pins, InstallationTimeouts? timeouts = null) =>
        _bed.Install(pins.Helm(), timeouts: timeouts);
}
