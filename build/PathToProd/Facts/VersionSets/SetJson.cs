using System.Text.Json;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.VersionSets;

/// <summary>Version sets for programs.</summary>
internal static class SetJson
{
    /// <summary>Writes what a set says into the object that is open.</summary>
    public static void Write(Utf8JsonWriter writer, VersionSet set)
    {
        writer.WriteString("name", set.Name);
        writer.WriteString("digest", set.Digest);
        if (set.At is { } at)
        {
            writer.WriteTime("madeAt", at);
        }

        writer.WriteText("madeBy", set.Who);
        writer.WriteText("commit", set.Commit);
        writer.WriteText("from", set.From);
        writer.WriteText("fromDigest", set.FromDigest);
        writer.WriteText("note", set.Note);
        writer.WriteStartArray("components");
        foreach (var member in set.Members.Values)
        {
            writer.WriteStartObject();
            Write(writer, member);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a member into the object that is open.</summary>
    public static void Write(Utf8JsonWriter writer, SetMember member)
    {
        writer.WriteString("component", member.Component);
        writer.WriteString("version", member.Version.ToString());
        writer.WriteString("digest", member.Digest);
    }

    /// <summary>Writes how a component differs into the object that is open.</summary>
    public static void Write(Utf8JsonWriter writer, SetChange change)
    {
        writer.WriteString("component", change.Component);
        writer.WriteString("change", change.Kind.ToString().ToLowerInvariant());
        Write(writer, "from", change.From);
        Write(writer, "to", change.To);
    }

    private static void Write(Utf8JsonWriter writer, string name, SetMember? member)
    {
        if (member is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("version", member.Version.ToString());
        writer.WriteString("digest", member.Digest);
        writer.WriteEndObject();
    }
}
