using System.Collections.Immutable;
using PathToProd.Decisions.Inputs;
using PathToProd.Tests.Model.Platform;

namespace PathToProd.Tests.Decisions.Inputs;

public sealed class InputRulesTests
{
    private const string Root = "/repo";

    private static readonly InputRules Rules = new(
        PlatformBuilder
            .Platform()
            .Component("web", "shared: [policies/labels.tpl, images.yaml#web]\n")
            .Component("dns")
            .Load(),
        Root,
        ["/usr", "/home/ann/tools"]
    );

    [TestCase("/repo/components/dns/chart/values.yaml")]
    [TestCase("/repo/platform.yaml")]
    [TestCase("/repo/build/tools.yaml")]
    [TestCase("/repo/tools.yaml")]
    [TestCase("/repo/global.json")]
    [TestCase("/repo/Directory.Build.props")]
    [TestCase("/repo/components/Directory.Build.props")]
    [TestCase("/repo/artifacts/built/web/1.0.0/chart/Chart.yaml")]
    [TestCase("/repo/.git/index")]
    [TestCase("/repo/environments/prod/environment.yaml")]
    [TestCase("/repo/environments/prod/values/dns.yaml")]
    [TestCase("/usr/lib/libc.so.6")]
    [TestCase("/home/ann/tools/helm")]
    public void What_a_stage_may_read(string path) => Undeclared(Read("dns", path)).ShouldBeEmpty();

    [Test]
    public void Shared_files_that_are_declared_may_be_read()
    {
        Undeclared(Read("web", "/repo/policies/labels.tpl"), Read("web", "/repo/images.yaml")).ShouldBeEmpty();
        Undeclared(Read("web", "/repo/policies/other.tpl"))[0]
            .Fix.ShouldBe("add policies/other.tpl to shared in components/web/component.yaml");
    }

    [TestCase("/repo/policies/labels.tpl", UndeclaredKind.Repository)]
    [TestCase("/repo/components/web/chart/values.yaml", UndeclaredKind.Repository)]
    [TestCase("/repo/components/dns-2/a", UndeclaredKind.Repository)]
    [TestCase("/repo/environments/prod/values/web.yaml", UndeclaredKind.Repository)]
    [TestCase("/repo/build", UndeclaredKind.Repository)]
    [TestCase("/repo/components/dns/.env", UndeclaredKind.Ignored)]
    [TestCase("/repository/a", UndeclaredKind.Machine)]
    [TestCase("/usr-local/a", UndeclaredKind.Machine)]
    [TestCase("/home/ann/.config/helm/repositories.yaml", UndeclaredKind.Machine)]
    public void What_a_stage_must_declare(string path, UndeclaredKind kind) =>
        Undeclared(Read("dns", path)).Select(read => read.Kind).ShouldBe([kind]);

    [Test]
    public void What_Git_reads_does_not_count() =>
        Undeclared(Read("dns", "/repo/.gitignore", "git"), Read("dns", "/home/ann/.gitconfig", "git")).ShouldBeEmpty();

    [Test]
    public void Only_files_in_the_component_s_own_folder_are_asked_Git_about()
    {
        Rules.OwnFile(Read("dns", "/repo/components/dns/a b")).ShouldBe("components/dns/a b");
        Rules.OwnFile(Read("dns", "/repo/components/web/a")).ShouldBeNull();
        Rules.OwnFile(Read("dns", "/home/components/dns/a")).ShouldBeNull();
    }

    [Test]
    public void Each_file_is_reported_once_with_who_read_it_and_what_to_do()
    {
        var undeclared = Undeclared(
            Read("dns", "/repo/policies/line\nbreak", "sh"),
            Read("dns", "/repo/policies/line\nbreak", "helm"),
            Read("dns", "/repo/policies/line\nbreak", "helm"),
            Read("web", "/home/ann/.terraformrc", "terraform"),
            Read("dns", "/repo/components/dns/.env", "path-to-prod")
        );

        InputReport
            .Text(undeclared, files: 12)
            .ShouldBe(
                """
                dns Test: components/dns/.env was read once by path-to-prod; commit it, or write it below artifacts/; another checkout does not have it
                dns Test: policies/line\u000abreak was read 3 times by helm and sh; add shared: [policies/line\u000abreak] to components/dns/component.yaml
                web Test: /home/ann/.terraformrc was read once by terraform; keep its content in components/web/; another machine may not have it

                3 reads are not declared. When such a file changes, these stages do not run again.

                """
            );
        ReportSchema.ShouldFit(InputReport.Json(undeclared, files: 12), "check-inputs");
        InputReport
            .Json(undeclared[1..2], files: 12)
            .ShouldBe(
                """
                {
                  "files": 12,
                  "undeclared": [
                    {
                      "component": "dns",
                      "stage": "Test",
                      "path": "policies/line\nbreak",
                      "kind": "repository",
                      "times": 3,
                      "programs": [
                        "helm",
                        "sh"
                      ],
                      "fix": "add shared: [policies/line\nbreak] to components/dns/component.yaml"
                    }
                  ]
                }

                """
            );
    }

    [Test]
    public void When_all_is_declared_that_is_said() =>
        InputReport.Text([], files: 1).ShouldBe("The stages read 1 file, and all of them are declared.\n");

    private static ImmutableArray<UndeclaredRead> Undeclared(params FileRead[] reads) =>
        Rules.Undeclared(reads, new HashSet<string> { "components/dns/.env" });

    private static FileRead Read(string component, string path, string program = "helm") =>
        new(component, "Test", path, program);
}
