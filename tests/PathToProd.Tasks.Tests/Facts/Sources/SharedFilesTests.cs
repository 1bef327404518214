using PathToProd.Facts.Sources;

namespace PathToProd.Tasks.Tests.Facts.Sources;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class SharedFilesTests : IDisposable
{
    private const string Images = """
        # images
        ingress:
          repository: registry.example.com/ingress
          tag: "1.4.0"
        api: { tag: "2.0" }
        """;

    private readonly SourceBed _bed = new SourceBed().Write("images.yaml", Images);

    public void Dispose() => _bed.Dispose();

    [Test]
    public void A_whole_file_counts_with_its_normalised_content_and_mode()
    {
        _bed.Write("policies/labels.tpl", "a\n").Component("web", "shared: [policies/labels.tpl]\n");
        var before = _bed.Read().Inputs;
        before.All.Select(input => input.Name).ShouldBe(["file component.yaml", "shared policies/labels.tpl"]);

        _bed.Write("policies/labels.tpl", "a\r\n");
        _bed.Read().Inputs.ShouldBe(before);

        _bed.Write("policies/labels.tpl", "b\n");
        Changes(before).ShouldBe(["shared policies/labels.tpl"]);
    }

    [Test]
    public void Editing_one_entry_changes_only_the_components_that_use_it()
    {
        _bed.Component("ingress", "shared: [images.yaml#ingress]\n")
            .Component("api", "shared: [images.yaml#api.tag]\n");
        var (ingress, api) = (_bed.Read("ingress").Inputs, _bed.Read("api").Inputs);

        _bed.Write("images.yaml", Images.Replace("1.4.0", "1.4.1"));

        Changes(ingress, "ingress").ShouldBe(["shared images.yaml#ingress"]);
        _bed.Read("api").Inputs.ShouldBe(api);
    }

    [Test]
    public void Formatting_comments_quotes_and_other_entries_do_not_matter()
    {
        _bed.Component("web", "shared: [images.yaml#ingress]\n");
        var before = _bed.Read().Inputs;

        _bed.Write(
            "images.yaml",
            "other: [1, 2]\r\n" + "ingress: { 'repository': registry.example.com/ingress, tag: '1.4.0' } # new\r\n"
        );

        _bed.Read().Inputs.ShouldBe(before);
    }

    [Test]
    public void A_file_is_read_and_parsed_once_for_all_components()
    {
        var names = Enumerable.Range(0, 20).Select(number => $"web-{number}").ToArray();
        foreach (var name in names)
        {
            _bed.Component(name, "shared: [images.yaml#ingress, images.yaml#api.tag]\n");
        }

        var manifests = names.Select(_bed.Manifest).ToArray();
        using (var reader = _bed.Open(null))
        {
            reader.ReadAll(manifests);
            reader.Save();
        }

        _bed.Opened.Count(path => path == "images.yaml").ShouldBe(1);

        using (var reader = _bed.Open(null))
        {
            reader.ReadAll(manifests);
        }

        _bed.Opened.ShouldBeEmpty();
    }

    [Test]
    public void A_run_of_one_component_keeps_what_is_known_of_other_shared_files()
    {
        _bed.Write("more.txt", "more");
        _bed.Component("api", "shared: [images.yaml#api]\n").Component("web", "shared: [images.yaml, more.txt]\n");
        _bed.Read("web");
        _bed.Read("api");
        _ = _bed.Opened;

        _bed.Read("web");
        _bed.Read("api");

        _bed.Opened.ShouldBeEmpty();
    }

    [Test]
    public void What_cannot_be_a_shared_file_is_reported_all_at_once_where_it_is_named()
    {
        _bed.Write("policies/labels.tpl", "")
            .Write("broken.yaml", "a: [1\nb: 2\n")
            .Link("out.yaml", "/etc/hostname")
            .Link("self.yaml", "self.yaml");
        _bed.Component(
            "web",
            """
            shared:
              - images.yml
              - policies/label.tpl
              - nothing-like-it/at/all.txt
              - policies
              - images.yaml#ingres
              - images.yaml#ingress.tga
              - images.yaml#ingress.tag.name
              - broken.yaml#a
              - out.yaml
              - self.yaml

            """
        );

        _bed.Problems()
            .ShouldBe(
                """
                components/web/component.yaml(5,5): the shared file images.yml does not exist; did you mean images.yaml?
                components/web/component.yaml(6,5): the shared file policies/label.tpl does not exist; did you mean policies/labels.tpl?
                components/web/component.yaml(7,5): the shared file nothing-like-it/at/all.txt does not exist; add it, or correct its path
                components/web/component.yaml(8,5): the shared file policies is a folder; name the files in it
                components/web/component.yaml(9,5): the shared file images.yaml has no entry ingres; did you mean ingress?
                components/web/component.yaml(10,5): the shared file images.yaml has no entry ingress.tga; did you mean ingress.tag?
                components/web/component.yaml(11,5): the shared file images.yaml has no entry ingress.tag.name; write images.yaml#ingress.tag, which is text
                components/web/component.yaml(12,5): the shared file broken.yaml cannot be read: broken.yaml(1,4): the list that opens here is not closed; close it with ], or check the commas in it
                components/web/component.yaml(13,5): the shared file out.yaml leads to /etc/hostname, outside the repository; name a file inside it
                components/web/component.yaml(14,5): the shared file self.yaml leads to self.yaml, in a circle; name a file inside it
                """
            );
    }

    [Test]
    public void Links_that_stay_inside_the_repository_are_followed()
    {
        _bed.Write("real/labels.tpl", "a\n").Link("policies", "real").Link("real/again.tpl", "../policies/labels.tpl");
        _bed.Component("web", "shared: [policies/again.tpl]\n");
        var before = _bed.Read().Inputs;

        _bed.Write("real/labels.tpl", "b\n");

        Changes(before).ShouldBe(["shared policies/again.tpl"]);
    }

    private string[] Changes(InputDigests before, string component = "web") =>
        [.. _bed.Read(component).Inputs.ChangesSince(before).Select(change => change.Name)];
}
