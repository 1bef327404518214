using System.Text.RegularExpressions;
using Repository.Tests.CommandLine;

namespace Repository.Tests.Pipelines;

/// <summary>The files for platforms of both sizes stay below the limits of each system, and the systems' own tools find nothing wrong.</summary>
[TestFixture(10)]
[TestFixture(1000)]
[CancelAfter(300_000)]
public sealed class PipelineLimitTests(int components) : IDisposable
{
    private readonly ScratchPlatform _platform = new();

    [OneTimeSetUp]
    public void Write()
    {
        for (var number = 0; number < components; number++)
        {
            _platform.Manifest($"a-component-with-a-name-that-is-rather-long-{number:0000}", "manifests");
        }

        _platform.Run("--target=Pipelines", "--system=all").ShouldSucceed();
    }

    public void Dispose() => _platform.Dispose();

    [Test]
    public void Workflows_of_GitHub_are_valid_and_smaller_than_500_KB()
    {
        Validators.Workflows(_platform.Root).ShouldBeEmpty();
        Size(".github/workflows/path-to-prod-validate.yml").ShouldBeLessThan(20_000);
    }

    [Test]
    public void The_file_of_GitLab_is_valid_and_no_job_needs_more_than_50_others()
    {
        var (faults, jobs) = Validators.GitLab(_platform.Root);

        faults.ShouldBeEmpty();
        jobs.Length.ShouldBe(Math.Min(components, 40) + 2);
        Size(".gitlab-ci.yml").ShouldBeLessThan(1_000_000);
        Regex.Count(_platform.Read(".gitlab-ci.yml"), "    - job: ").ShouldBeLessThanOrEqualTo(50);
    }

    [Test]
    public void The_Jenkinsfile_compiles_to_methods_far_below_64_KB()
    {
        var (faults, largest) = Validators.Jenkinsfile(_platform.Root);

        faults.ShouldBeEmpty();
        TestContext.Out.WriteLine($"{components} components: the largest class has {largest} bytes.");
        largest.ShouldBeInRange(1, components <= 40 ? 16_000 : 60_000);
    }

    [Test]
    public void The_pipeline_of_Tekton_is_valid_and_its_results_are_smaller_than_4_KB()
    {
        var names = Regex.Matches(_platform.Read(".tekton/path-to-prod.yaml"), "- name: test-(.+)");

        Validators.Tekton(_platform.Root).ShouldBeEmpty();
        names.Sum(name => name.Groups[1].Length + 1).ShouldBeLessThan(4096 - 256);
        Size(".tekton/path-to-prod.yaml").ShouldBeLessThan(1_000_000);
    }

    [Test]
    public void Each_component_is_in_a_job_of_each_system()
    {
        foreach (var file in (string[])[".gitlab-ci.yml", "Jenkinsfile", ".tekton/path-to-prod.yaml"])
        {
            Regex
                .Matches(_platform.Read(file), "a-component-[a-z-]+-[0-9]{4}")
                .Select(match => match.Value)
                .Distinct()
                .Count()
                .ShouldBe(components, file);
        }
    }

    private long Size(string file) => new FileInfo(Path.Combine(_platform.Root, file)).Length;
}
