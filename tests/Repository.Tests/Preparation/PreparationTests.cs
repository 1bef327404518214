using PathToProd.TestTools;

namespace Repository.Tests.Preparation;

/// <summary>What a machine gets that has nothing of what the tests need, and what a user who may not install it reads.</summary>
internal sealed class PreparationTests
{
    private const string Packages =
        "docker-registry skopeo strace unzip openssh-client prometheus prometheus-alertmanager npm make patch rsync dpkg-dev xz-utils";

    private static readonly string[] Programs =
    [
        "docker-registry",
        "skopeo",
        "strace",
        "unzip",
        "ssh-keygen",
        "prometheus",
        "prometheus-alertmanager",
        "npm",
        "make",
        "patch",
        "rsync",
        "dpkg-source",
        "xz",
    ];

    private FreshMachine _machine = null!;

    [SetUp]
    public void Make() => _machine = new FreshMachine();

    [TearDown]
    public void Remove() => _machine.Dispose();

    [Test]
    public void A_user_who_is_not_root_gets_all_that_is_missing_and_the_one_command_and_nothing_is_installed()
    {
        var (exitCode, output, errors) = _machine.IsDebian().PrepareAsUser();

        Snapshot.Match(errors);
        output.ShouldBeEmpty();
        exitCode.ShouldBe(2);
        _machine.Calls.ShouldBeEmpty();
    }

    [Test]
    public void So_is_one_whose_sudo_asks_for_a_password()
    {
        var (exitCode, _, errors) = _machine
            .IsDebian()
            .Program("sudo", "echo 'sudo: a password is required' >&2; exit 1")
            .PrepareAsUser();

        errors.ShouldContain($"\n  apt-get update && apt-get install -y --no-install-recommends {Packages}\n");
        errors.ShouldNotContain("sudo");
        exitCode.ShouldBe(2);
        _machine.Calls.ShouldBe(["sudo -n true"]);
    }

    [Test]
    public void Only_what_is_missing_is_asked_for()
    {
        var (exitCode, _, errors) = _machine.IsDebian().HasControlPlane().Has(Programs[1..4]).PrepareAsUser();

        Snapshot.Match(errors);
        exitCode.ShouldBe(2);
    }

    [Test]
    public void Npm_is_not_needed_once_every_Helm_is_there()
    {
        string[] others = [.. Programs.Except(["npm"])];
        _machine.IsDebian().HasControlPlane().Has(others);

        _machine.HasHelms([.. HelmVersions.All.Skip(1)]).PrepareAsUser().Errors.ShouldContain("  npm  ");
        _machine.HasHelms([.. HelmVersions.All]).PrepareAsUser().ExitCode.ShouldBe(0);
    }

    [Test]
    public void Cosign_is_taken_out_of_its_package_without_root_where_it_is_not_there()
    {
        _machine.IsDebian().Has(Programs).HasNoCosign();

        _machine.PrepareAsUser("Repository.Tests").ExitCode.ShouldBe(0);
        _machine.Calls.ShouldContain("cosign.sh artifacts/tools/cosign");
    }

    [Test]
    public void Where_there_is_no_apt_get_cosign_has_to_be_installed()
    {
        _machine.Has(Programs).HasNoCosign();

        _machine
            .PrepareAsUser("Repository.Tests")
            .Errors.ShouldStartWith(
                """
                The tests need these, and they are missing on this machine:

                  cosign                   signs and checks provenance

                There is no apt-get here.
                """
            );
        _machine.Has("cosign").PrepareAsUser("Repository.Tests").ExitCode.ShouldBe(0);
        _machine.Calls.ShouldBe(["dotnet tool restore", "build.sh --target=InstallTools"]);
    }

    [Test]
    public void A_user_with_a_free_sudo_gets_everything()
    {
        var (exitCode, output, errors) = _machine
            .IsDebian()
            .Program("sudo", "shift\n[ \"$1\" = tee ] || [ \"$1\" = chmod ] || [ \"$1\" = rm ] || exec \"$@\"")
            .PrepareAsUser();

        errors.ShouldBe(
            $"""
            Installing Debian's packages with apt-get: {Packages}
            Building the control plane, once for each user of this machine
            The formatter and PowerShell (.config/dotnet-tools.json)
            Terraform, Helm and kubectl (build/tools.yaml)

            """
        );
        output.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        _machine
            .Calls.Where(call => !call.StartsWith("sudo", StringComparison.Ordinal))
            .ShouldBe([
                "apt-get -q update",
                $"apt-get -q install -y --no-install-recommends {Packages}",
                "build.sh ",
                "dotnet tool restore",
                "build.sh --target=InstallTools",
            ]);
    }

    [Test]
    public void A_second_run_reads_no_package_lists_and_asks_no_one_to_become_root()
    {
        _machine.IsDebian().HasControlPlane().Has(Programs).Has("sudo");

        var (exitCode, _, errors) = _machine.PrepareAsUser();

        errors.ShouldBe(
            """
            The formatter and PowerShell (.config/dotnet-tools.json)
            Terraform, Helm and kubectl (build/tools.yaml)

            """
        );
        exitCode.ShouldBe(0);
        _machine.Calls.ShouldBe(["dotnet tool restore", "build.sh --target=InstallTools"]);
    }

    [Test]
    public void Without_apt_get_it_says_what_to_install_and_what_to_use_instead()
    {
        var (exitCode, _, errors) = _machine.PrepareAsUser();

        Snapshot.Match(errors);
        exitCode.ShouldBe(2);
        _machine.Calls.ShouldBeEmpty();
    }

    [TestCase("KUBEBUILDER_ASSETS")]
    [TestCase("PATH_TO_PROD_TEST_KUBECONFIG")]
    public void Who_names_a_control_plane_needs_nothing_to_build_one(string variable)
    {
        var (exitCode, _, errors) = _machine
            .Has("docker-registry", "skopeo", "ssh-keygen", "prometheus", "prometheus-alertmanager", "npm")
            .Variable(variable, "/somewhere")
            .PrepareAsUser("EndToEnd.Tests");

        errors.ShouldBe("Terraform, Helm and kubectl (build/tools.yaml)\n");
        exitCode.ShouldBe(0);
    }

    [Test]
    public void Tests_that_need_nothing_get_nothing()
    {
        var (exitCode, output, errors) = _machine.PrepareAsUser("PathToProd.Tests", "Cake.Frosting.Tests");

        (output + errors).ShouldBeEmpty();
        exitCode.ShouldBe(0);
        _machine.Calls.ShouldBeEmpty();
    }

    [Test]
    public void Tests_of_the_repository_need_no_control_plane()
    {
        var (exitCode, _, errors) = _machine.IsDebian().PrepareAsUser("Repository.Tests");

        errors.ShouldNotContain("control plane");
        errors.ShouldContain("  strace");
        exitCode.ShouldBe(2);
    }

    [Test]
    public void What_apt_get_says_when_it_fails_is_shown()
    {
        var (exitCode, _, errors) = _machine
            .Program("apt-get", "echo 'E: Unable to locate package docker-registry' >&2\nexit 100")
            .Program("sudo", "shift\n[ \"$1\" = tee ] || [ \"$1\" = chmod ] || [ \"$1\" = rm ] || exec \"$@\"")
            .HasControlPlane()
            .Has(Programs[1..])
            .PrepareAsUser();

        Snapshot.Match(errors);
        exitCode.ShouldBe(2);
    }

    [Test]
    public void A_step_that_fails_does_not_hide_what_else_fails()
    {
        var (exitCode, _, errors) = _machine
            .Has(Programs)
            .Fails("build.sh", "helm could not be installed")
            .Program("dotnet", "echo 'no such feed' >&2; exit 1")
            .HasControlPlane()
            .PrepareAsUser();

        errors.ShouldBe(
            """
            The formatter and PowerShell (.config/dotnet-tools.json)
            no such feed
            Terraform, Helm and kubectl (build/tools.yaml)
            helm could not be installed

            """
        );
        exitCode.ShouldBe(1);
    }

    [Test]
    public void An_interrupted_step_is_the_last()
    {
        var (exitCode, _, _) = _machine.Has(Programs).Program("dotnet", "exit 130").HasControlPlane().PrepareAsUser();

        exitCode.ShouldBe(130);
        _machine.Calls.ShouldBe(["dotnet tool restore"]);
    }

    /// <summary>The control plane is built by a script of its own, which may be called alone.</summary>
    [Test]
    public void The_packages_for_the_control_plane_are_those_that_its_script_asks_for()
    {
        static string Tools(string path) =>
            File.ReadLines(SourceTree.PathOf(path.Split('/')))
                .Select(line => line.Trim())
                .Single(line => line.Contains("make:make", StringComparison.Ordinal))
                .Split("make:make")[1]
                .Split([')', ';'])[0];

        Tools("tests/prepare.sh").ShouldBe(Tools("tests/cluster/build.sh"));
    }
}
