using PathToProd.Tasks.Stages;

namespace PathToProd.Tasks.Tests.Stages;

public sealed class JobPageTests
{
    [Test]
    public void The_page_of_a_job_is_found_as_each_ci_system_says_it()
    {
        Job(
                ("GITHUB_SERVER_URL", "https://github.com"),
                ("GITHUB_REPOSITORY", "acme/platform"),
                ("GITHUB_RUN_ID", "4242"),
                ("BUILD_URL", "")
            )
            .ShouldBe("https://github.com/acme/platform/actions/runs/4242");
        Job(("CI_JOB_URL", "https://gitlab.example.com/acme/platform/-/jobs/7"))
            .ShouldBe("https://gitlab.example.com/acme/platform/-/jobs/7");
        Job(("CI_JOB_URL", ""), ("BUILD_URL", "https://jenkins.example.com/job/platform/7/"))
            .ShouldBe("https://jenkins.example.com/job/platform/7/");
    }

    [Test]
    public void Outside_ci_there_is_none()
    {
        Job().ShouldBeNull();
        Job(("GITHUB_RUN_ID", "4242")).ShouldBeNull();
    }

    private static string? Job(params (string Name, string Value)[] variables)
    {
        var all = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        return Provenance.JobOf(name => all.GetValueOrDefault(name));
    }
}
