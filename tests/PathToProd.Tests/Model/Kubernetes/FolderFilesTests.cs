using PathToProd.Model.Kubernetes;

namespace PathToProd.Tests.Model.Kubernetes;

public sealed class FolderFilesTests
{
    [Test]
    public void A_file_is_named_by_kind_and_name() =>
        Names(("v1", "ConfigMap", null, "settings")).ShouldBe(["configmap-settings.yaml"]);

    [Test]
    public void Names_that_some_disk_does_not_take_are_made_safe() =>
        Names(
                ("rbac.authorization.k8s.io/v1", "ClusterRole", null, "system:reader/x"),
                ("v1", "ConfigMap", null, "con"),
                ("v1", "ConfigMap", null, "Ünder score*?\"<>|\\")
            )
            .ShouldBe(["clusterrole-system-reader-x.yaml", "configmap--nder-score-------.yaml", "configmap-con.yaml"]);

    [Test]
    public void A_name_longer_than_a_disk_takes_is_cut_and_stays_distinct()
    {
        var name = string.Join('.', Enumerable.Repeat(new string('a', 62), 4));

        var names = Names(
            ("example.com/v1", "Kind" + new string('x', 59), null, name + "1"),
            ("example.com/v1", "Kind" + new string('x', 59), null, name + "2")
        );

        names.Length.ShouldBe(2);
        names.ShouldAllBe(file => file.Length <= 205 && file.StartsWith("kindxxx", StringComparison.Ordinal));
        names[0][..180].ShouldBe(names[1][..180]);
    }

    [Test]
    public void What_would_be_one_file_on_some_disk_is_two()
    {
        (string, string, string?, string)[] resources =
        [
            ("v1", "ConfigMap", "a", "same"),
            ("v1", "ConfigMap", "b", "same"),
            ("rbac.authorization.k8s.io/v1", "Role", null, "system:x"),
            ("rbac.authorization.k8s.io/v1", "Role", null, "system-x"),
            ("one.example/v1", "Thing", null, "x"),
            ("two.example/v1", "Thing", null, "x"),
            ("v1", "ConfigMap", null, "other"),
            ("example.com/v1", "Configmap", null, "other"),
        ];

        var names = Names(resources);

        names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(resources.Length);
        Names([.. resources.Reverse()]).ShouldBe(names);
        Names([.. resources.Append(("v1", "Secret", null, "x"))]).Except(names).ShouldBe(["secret-x.yaml"]);
    }

    [Test]
    public void Each_file_ends_with_one_line_break() =>
        FolderFiles.Of([Document(("v1", "ConfigMap", null, "x"))])["configmap-x.yaml"].ShouldBe("text of x\n");

    [Test]
    public void The_same_resource_twice_is_two_files() =>
        Names(("v1", "ConfigMap", null, "x"), ("v1", "ConfigMap", null, "x")).Length.ShouldBe(2);

    private static string[] Names(params (string, string, string?, string)[] resources) =>
        [.. FolderFiles.Of([.. resources.Select(Document)]).Keys];

    private static KubernetesDocument Document((string ApiVersion, string Kind, string? Namespace, string Name) one) =>
        new(one.ApiVersion, one.Kind, one.Name, one.Namespace, [], $"text of {one.Name}", 1);
}
