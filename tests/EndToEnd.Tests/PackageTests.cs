using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>What is in the packages beside what runs: what users of packages expect.</summary>
public sealed class PackageTests
{
    private static readonly string[] Libraries = ["PathToProd", "PathToProd.Tasks"];

    private static string Bill =>
        File.ReadAllText(Directory.GetFiles(PackedProduct.Now, "PathToProd.Tool.*.cdx.json").Single());

    [Test]
    public void Every_package_has_a_licence_a_README_and_names_the_commit_where_it_is_known()
    {
        var packages = Directory.GetFiles(PackedProduct.Now, "*.nupkg");
        packages.Length.ShouldBe(6);
        foreach (var file in packages)
        {
            using var package = ZipFile.OpenRead(file);
            var about = XDocument
                .Load(package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open())
                .Root!.Elements()
                .Single();
            string Value(string name) => about.Elements().Single(one => one.Name.LocalName == name).Value;

            Value("license").ShouldBe("MIT", file);
            Value("authors").ShouldBe("Path to Prod", file);
            Value("description").ShouldNotBeEmpty(file);
            package.GetEntry(Value("readme"))!.Length.ShouldBeGreaterThan(100, file);
        }
    }

    [Test]
    public void Libraries_have_documents_and_symbols_that_name_no_folder_of_the_machine()
    {
        foreach (var library in Libraries)
        {
            using var package = ZipFile.OpenRead(Find($"{library}.*.nupkg", library));
            package.Entries.ShouldContain(entry => entry.FullName == $"lib/net10.0/{library}.xml");
            using var symbols = ZipFile.OpenRead(Find($"{library}.*.snupkg", library));
            using var file = new MemoryStream();
            symbols.Entries.Single(entry => entry.Name == $"{library}.pdb").Open().CopyTo(file);
            file.Position = 0;
            using var provider = MetadataReaderProvider.FromPortablePdbStream(file);
            var reader = provider.GetMetadataReader();
            var sources = reader
                .Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))
                .ToArray();

            sources.Length.ShouldBeGreaterThan(100);
            sources.ShouldAllBe(source => source.StartsWith("/_/", StringComparison.Ordinal));
        }
    }

    [Test]
    public void The_tool_has_a_bill_of_what_it_consists_of()
    {
        new JsonSchemaChecker(BillSchema).FaultsIn(JsonNode.Parse(Bill)).ShouldBeEmpty();
        var bill = JsonNode.Parse(Bill)!;
        var components = bill["components"]!.AsArray().Select(one => one!["bom-ref"]!.ToString()).ToArray();
        components.ShouldBeUnique();
        components.ShouldContain(one => one.StartsWith("pkg:nuget/KubernetesClient@", StringComparison.Ordinal));
        components.ShouldContain(one => one.StartsWith("pkg:nuget/Cake.Core@", StringComparison.Ordinal));
        string[] known = [.. components, bill["metadata"]!["component"]!["bom-ref"]!.ToString()];
        foreach (var dependency in bill["dependencies"]!.AsArray())
        {
            known.ShouldContain(dependency!["ref"]!.ToString());
            dependency["dependsOn"]!.AsArray().Select(one => one!.ToString()).ShouldBeSubsetOf(known);
        }
    }

    [Test]
    public void The_tool_carries_its_bill_and_its_manual_page()
    {
        using var package = ZipFile.OpenRead(Find("PathToProd.Tool.any.*.nupkg", "PathToProd.Tool.any"));

        using var bill = new StreamReader(package.GetEntry("tools/net10.0/any/bom.cdx.json")!.Open());
        bill.ReadToEnd().ShouldBe(Bill);
        using var page = new StreamReader(package.GetEntry("tools/net10.0/any/path-to-prod.1")!.Open());
        page.ReadToEnd().ShouldStartWith(".TH PATH-TO-PROD 1 ");
    }

    private static string Find(string pattern, string name) =>
        Directory
            .GetFiles(PackedProduct.Now, pattern)
            .Single(file => char.IsAsciiDigit(Path.GetFileName(file)[name.Length + 1]));

    /// <summary>By bom-1.6.schema.json of CycloneDX: names, required keys, types and enumerations are its own; other keys we do not write.</summary>
    private const string BillSchema = """
        {
          "type": "object", "additionalProperties": false, "required": ["bomFormat", "specVersion", "version", "metadata", "components", "dependencies"],
          "properties": {
            "$schema": { "const": "http://cyclonedx.org/schema/bom-1.6.schema.json" },
            "bomFormat": { "const": "CycloneDX" }, "specVersion": { "const": "1.6" }, "version": { "type": "integer", "minimum": 1 },
            "metadata": { "type": "object", "additionalProperties": false, "properties": { "component": { "$ref": "#/$defs/component" } } },
            "components": { "type": "array", "uniqueItems": true, "minItems": 20, "items": { "$ref": "#/$defs/component" } },
            "dependencies": { "type": "array", "uniqueItems": true, "items": {
              "type": "object", "additionalProperties": false, "required": ["ref"], "properties": {
                "ref": { "type": "string", "minLength": 1 },
                "dependsOn": { "type": "array", "uniqueItems": true, "items": { "type": "string", "minLength": 1 } } } } }
          },
          "$defs": { "component": {
            "type": "object", "additionalProperties": false, "required": ["type", "name"], "properties": {
              "type": { "enum": ["application", "framework", "library", "container", "platform", "operating-system", "device", "device-driver", "firmware", "file", "machine-learning-model", "data", "cryptographic-asset"] },
              "bom-ref": { "type": "string", "minLength": 1 }, "name": { "type": "string" }, "version": { "type": "string" },
              "purl": { "type": "string", "pattern": "^pkg:nuget/[^@]+@[^@]+$" },
              "licenses": { "type": "array", "items": { "type": "object", "additionalProperties": false, "required": ["license"], "properties": {
                "license": { "type": "object", "additionalProperties": false, "properties": { "id": { "const": "MIT" } } } } } },
              "hashes": { "type": "array", "items": { "type": "object", "additionalProperties": false, "required": ["alg", "content"], "properties": {
                "alg": { "const": "SHA-512" }, "content": { "type": "string", "pattern": "^[a-f0-9]{128}$" } } } } } } }
        }
        """;
}
