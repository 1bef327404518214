using System.Collections.Immutable;
using PathToProd.Model.Environments;
using PathToProd.Model.Terraform;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Terraform;

public sealed class StateHomeTests
{
    private const string Root = "components/net/terraform/eks";

    [Test]
    public void A_local_backend_is_good_where_the_environment_names_none() => Of(Backend("local")).ShouldBeEmpty();

    [Test]
    public void A_backend_elsewhere_is_good_where_the_environment_says_where() =>
        Of(Backend("s3"), ("bucket", "states"), ("key", "{environment}/{component}")).ShouldBeEmpty();

    [Test]
    public void A_local_file_is_good_by_an_absolute_path() =>
        Of(Backend("local"), ("path", "/srv/{environment}/{component}.tfstate")).ShouldBeEmpty();

    [Test]
    public void No_backend_would_lose_the_state() =>
        Of(null, ("bucket", "states"))
            .ShouldBe([
                $"{Root}: the root declares no backend, so its state would be lost; add terraform {{ backend \"local\" {{}} }}",
            ]);

    [Test]
    public void A_backend_elsewhere_needs_the_environment_to_say_where() =>
        Of(Backend("s3"))
            .ShouldBe([
                $"{Root}/main.tf(3,3): the root keeps its state in s3, and prod does not say where there; "
                    + "say it under terraform.backend in environments/prod/environment.yaml, or let the root use backend \"local\" {}",
            ]);

    [Test]
    public void A_cloud_block_is_refused() =>
        Of(Backend("cloud"), ("path", "/x"))
            .ShouldBe([
                $"{Root}/main.tf(3,3): a cloud block keeps the state of all environments in one workspace; "
                    + "write backend \"remote\" {} in its place, and say under terraform.backend in environment.yaml where each environment's state is",
            ]);

    [TestCase("states/{component}.tfstate")]
    [TestCase("./x")]
    [TestCase("../x")]
    public void A_relative_path_is_in_a_folder_that_every_run_empties(string path) =>
        Of(Backend("local"), ("path", path))
            .ShouldBe([
                $"environments/prod/environment.yaml: terraform.backend says the path {path}, which is relative to a folder that every run empties; "
                    + "write an absolute path, or remove terraform.backend: state is then kept below artifacts/state/",
            ]);

    [Test]
    public void Settings_of_another_backend_do_not_say_where_a_local_file_is() =>
        Of(Backend("local"), ("bucket", "states"))
            .ShouldBe([
                $"{Root}/main.tf(3,3): the root keeps its state in a local file, and prod does not say which; "
                    + "add a path under terraform.backend, or let the root use the backend that the environment means",
            ]);

    [Test]
    public void Two_components_or_two_environments_never_share_a_state()
    {
        var prod = Environment("prod", ("bucket", "states"), ("key", "all"));
        var twin = Environment("twin", ("bucket", "states"), ("key", "all"));

        StateHome
            .Shared(prod, [twin], components: 2)
            .Select(problem => problem.ToString())
            .ShouldBe([
                "environments/prod/environment.yaml: terraform.backend says the same for all 2 Terraform components, "
                    + "so each would take the others' resources for its own and destroy them; put {component} into the path, key or prefix",
                "environments/prod/environment.yaml: terraform.backend of prod says the same as that of twin, "
                    + "so they would share one state; put {environment} into the path, key or prefix",
            ]);
        StateHome.Shared(prod, [], components: 1).ShouldBeEmpty();
        StateHome.Shared(Environment("prod"), [Environment("twin")], components: 2).ShouldBeEmpty();
        var named = Environment("prod", ("key", "{environment}/{component}"));
        StateHome.Shared(named, [named with { Name = "twin" }], components: 2).ShouldBeEmpty();
    }

    [Test]
    public void Settings_are_filled_in_for_each_component() =>
        Environment("prod", ("key", "{environment}/{component}.tfstate"))
            .BackendOf("net")["key"]
            .ShouldBe("prod/net.tfstate");

    private static DeclaredBackend Backend(string type) => new(type, new SourcePosition($"{Root}/main.tf", 3, 3));

    private static EnvironmentManifest Environment(string name, params (string Key, string Value)[] settings) =>
        ManifestBuilder.Environment(name) with
        {
            TerraformBackend = settings.ToImmutableSortedDictionary(setting => setting.Key, setting => setting.Value),
        };

    private static IEnumerable<string> Of(DeclaredBackend? backend, params (string Key, string Value)[] settings) =>
        StateHome.Problems(Environment("prod", settings), Root, backend).Select(problem => problem.ToString());
}
