using NetArchTest.Rules;

namespace Repository.Tests.House;

/// <summary>
/// The floors of each project, as the compiled assemblies have them: a type refers only to its own floor and to those
/// before it.
/// </summary>
public sealed class ArchitectureTests
{
    private static readonly (string Project, string[] Floors)[] House =
    [
        ("PathToProd", ["Text", "Versions", "Formats", "Model", "Facts", "Decisions"]),
        ("PathToProd.Tools", ["Files", "Processes", "Calls", "Helm", "Kubectl", "Terraform", "Skopeo", "SshKeygen"]),
        ("PathToProd.Tasks", ["Files", "Locks", "Git", "Clusters", "Tools", "Store", "Facts", "Stages", "Runs"]),
        ("PathToProd.Host", ["CommandLine", "Invocations", "Targets"]),
    ];

    /// <summary>Where the aliases are: in the namespaces of the addins that they are modelled on.</summary>
    private static readonly string[] Addins = ["Helm", "Kubectl", "Terraform", "Skopeo", "SshKeygen"];

    private static IEnumerable<TestCaseData> Floors() =>
        from project in House
        from floor in project.Floors.SkipLast(1)
        select new TestCaseData(project.Project, floor).SetArgDisplayNames($"{project.Project}.{floor}");

    [TestCaseSource(nameof(Floors))]
    public void A_type_refers_only_to_its_own_floor_and_those_before_it(string project, string floor)
    {
        var floors = House.Single(one => one.Project == project).Floors;
        var later = floors[(Array.IndexOf(floors, floor) + 1)..].Select(name => Namespace(project, name));

        var result = Of(project)
            .That()
            .ResideInNamespace(Namespace(project, floor))
            .ShouldNot()
            .HaveDependencyOnAny([.. later])
            .GetResult();

        result.SelectedTypesForTesting.ShouldNotBeEmpty();
        result.FailingTypes.Select(type => $"{type.FullName}: {type.Explanation}").ShouldBeEmpty();
    }

    /// <summary>Most namespaces can be read without those that refer to them; the circles that are left are all named here.</summary>
    [TestCase("PathToProd")]
    [TestCase("PathToProd.Tools", "Processes, Processes.Unix")]
    [TestCase("PathToProd.Tasks", "Stages, Stages.Deployments, Stages.Drift")]
    [TestCase("PathToProd.Host", "Targets, Targets.Pools, Targets.Promotions")]
    public void Namespaces_do_not_refer_to_each_other_in_a_circle(string project, params string[] but) =>
        NamespaceKnots.Of(FileOf(project), project).ShouldBe(but, ignoreOrder: true);

    [Test]
    public void A_reference_to_a_later_floor_is_found()
    {
        var result = Of("PathToProd")
            .That()
            .ResideInNamespace("PathToProd.Decisions")
            .ShouldNot()
            .HaveDependencyOnAny("PathToProd.Facts")
            .GetResult();

        result.FailingTypes.Select(type => type.FullName).ShouldContain("PathToProd.Decisions.Compatibility.Matrix");
    }

    [Test]
    public void Every_file_stands_in_the_folder_of_its_namespace_and_on_a_floor()
    {
        var misplaced =
            from project in House
            from file in TrackedFiles.Ending(".cs")
            where file.StartsWith($"build/{project.Project}/", StringComparison.Ordinal)
            where !file.Contains("/Templates/", StringComparison.Ordinal)
            let folders = file.Split('/')[2..^1]
            let line = TrackedFiles
                .Read(file)
                .Split('\n')
                .FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
            where
                line is not null && line.TrimEnd() != $"namespace {Namespace(project.Project, folders)};"
                || !(folders.Length == 0 ? project.Project == "PathToProd.Host" : project.Floors.Contains(folders[0]))
            select $"{file} says {line}";

        misplaced.ShouldBeEmpty();
    }

    [Test]
    public void The_name_of_a_type_is_used_once()
    {
        var twice =
            from project in (string[])[.. House.Select(one => one.Project), "Cake.Frosting"]
            from type in Of(project).GetTypes()
            where
                type.FullName.StartsWith("PathToProd.", StringComparison.Ordinal)
                || type.FullName.StartsWith("Cake.", StringComparison.Ordinal)
            where !type.FullName.Contains('/') && !type.FullName.Contains('+') && !type.FullName.Contains('<')
            let full = type.FullName.Split('`')[0]
            group full by full.Split('.')[^1] into named
            let names = named.Distinct().Order(StringComparer.Ordinal).ToArray()
            where names.Length > 1
            select string.Join(" and ", names);

        twice.ShouldBeEmpty();
    }

    private static string Namespace(string project, params string[] folders) =>
        string.Join(
            '.',
            [project == "PathToProd.Tools" && folders.Intersect(Addins).Any() ? "Cake" : project, .. folders]
        );

    private static Types Of(string project) => Types.FromFile(FileOf(project));

    private static string FileOf(string project) =>
        Path.Combine(
            Path.GetDirectoryName(SourceTree.Program)!,
            $"{(project == "PathToProd.Host" ? "path-to-prod" : project)}.dll"
        );
}
