using System.Collections;
using PathToProd.Tasks.Git;

namespace PathToProd.Tasks.Tests.Git;

public sealed class GitEnvironmentTests
{
    private static readonly GitPlace Top = new("/repo", "/repo");
    private static readonly GitPlace Below = new("/repo/platform", "/repo");
    private static readonly GitPlace Nowhere = new("/repo", Top: null);

    /// <summary>What <c>git rev-parse --local-env-vars</c> lists, what Git sets for hooks, and what changes how paths are read.</summary>
    [TestCase("GIT_ALTERNATE_OBJECT_DIRECTORIES")]
    [TestCase("GIT_CEILING_DIRECTORIES")]
    [TestCase("GIT_COMMON_DIR")]
    [TestCase("GIT_CONFIG")]
    [TestCase("GIT_CONFIG_COUNT")]
    [TestCase("GIT_CONFIG_PARAMETERS")]
    [TestCase("GIT_DIR")]
    [TestCase("GIT_GRAFT_FILE")]
    [TestCase("GIT_ICASE_PATHSPECS")]
    [TestCase("GIT_IMPLICIT_WORK_TREE")]
    [TestCase("GIT_INDEX_FILE")]
    [TestCase("GIT_INTERNAL_SUPER_PREFIX")]
    [TestCase("GIT_LITERAL_PATHSPECS")]
    [TestCase("GIT_NAMESPACE")]
    [TestCase("GIT_NO_REPLACE_OBJECTS")]
    [TestCase("GIT_OBJECT_DIRECTORY")]
    [TestCase("GIT_PREFIX")]
    [TestCase("GIT_QUARANTINE_PATH")]
    [TestCase("GIT_REPLACE_REF_BASE")]
    [TestCase("GIT_SHALLOW_FILE")]
    [TestCase("GIT_TRACE")]
    [TestCase("GIT_WORK_TREE")]
    public void A_variable_of_another_repository_is_removed(string name)
    {
        var variables = GitEnvironment.Variables(Nowhere, new Hashtable { [name] = "elsewhere" });

        variables.ShouldContainKeyAndValue(name, null);
    }

    [TestCase("GIT_CONFIG_GLOBAL")]
    [TestCase("GIT_CONFIG_NOSYSTEM")]
    [TestCase("GIT_EXEC_PATH")]
    [TestCase("HOME")]
    public void A_variable_of_this_machine_stays(string name) =>
        GitEnvironment.Variables(Top, new Hashtable { [name] = "here" }).ShouldNotContainKey(name);

    [Test]
    public void Git_looks_no_further_than_the_nearest_repository()
    {
        GitEnvironment.Variables(Below, new Hashtable())["GIT_CEILING_DIRECTORIES"].ShouldBe("/");
        GitEnvironment.Variables(Nowhere, new Hashtable()).ShouldNotContainKey("GIT_CEILING_DIRECTORIES");
    }

    [Test]
    public void The_checkout_that_runs_is_trusted_and_one_around_it_only_when_the_caller_says_so()
    {
        Settings(Top).ShouldBe("--no-optional-locks -c core.fsmonitor=false -c safe.directory=*");
        Settings(Below).ShouldBe("--no-optional-locks -c core.fsmonitor=false");
        Settings(
                Below,
                ("GIT_CONFIG_COUNT", "3"),
                ("GIT_CONFIG_KEY_0", "core.worktree"),
                ("GIT_CONFIG_VALUE_0", "/else"),
                ("GIT_CONFIG_KEY_1", "Safe.Directory"),
                ("GIT_CONFIG_VALUE_1", "/repo"),
                ("GIT_CONFIG_KEY_2", "safe.directory"),
                ("GIT_CONFIG_VALUE_2", "/two")
            )
            .ShouldBe("--no-optional-locks -c core.fsmonitor=false -c safe.directory=/repo -c safe.directory=/two");
        Settings(Below, ("GIT_CONFIG_COUNT", "-1")).ShouldBe("--no-optional-locks -c core.fsmonitor=false");
        Settings(Below, ("GIT_CONFIG_COUNT", "2000000000")).ShouldBe("--no-optional-locks -c core.fsmonitor=false");
    }

    private static string Settings(GitPlace place, params (string Name, string Value)[] caller)
    {
        var variables = new Hashtable();
        foreach (var (name, value) in caller)
        {
            variables[name] = value;
        }

        return string.Join(' ', GitEnvironment.Settings(place, variables));
    }
}
