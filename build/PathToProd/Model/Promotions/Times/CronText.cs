using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PathToProd.Text;

namespace PathToProd.Model.Promotions.Times;

/// <summary>
/// The five fields of a line of cron: minute, hour, day of the month, month, day of the week. Each is <c>*</c>, a number, a range, a list, or one of these
/// with a step; months and days of the week may be names of three letters.
/// </summary>
internal static class CronText
{
    private const int Sunday = 7;

    private static readonly Field[] All =
    [
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day of the month", 1, 31, []),
        new("month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        new("day of the week", 0, Sunday, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]),
    ];

    /// <summary>How many fields there are.</summary>
    public static int Count => All.Length;

    /// <summary>Reads the fields.</summary>
    /// <param name="words">The fields, each with where it stands in the text that the user wrote.</param>
    /// <param name="fields">What they say.</param>
    /// <param name="error">What is wrong; nothing when they are read.</param>
    public static bool TryParse(
        IReadOnlyList<(string Text, int At)> words,
        [MaybeNullWhen(false)] out CronFields fields,
        out TextError error
    )
    {
        fields = null;
        error = default;
        var values = new ulong[All.Length];
        for (var index = 0; index < All.Length; index++)
        {
            if (!TryField(words[index].Text, words[index].At, All[index], out values[index], out error))
            {
                return false;
            }
        }

        // 7 is Sunday too.
        var ofWeek = (values[4] | values[4] >> Sunday) & CronFields.EveryDayOfWeek;
        fields = new CronFields(values[0], values[1], values[2], values[3], ofWeek);
        return true;
    }

    private static bool TryField(string text, int at, Field field, out ulong values, out TextError error)
    {
        values = 0;
        error = default;
        foreach (var item in text.Split(','))
        {
            var parts = item.Split('/');
            var step = 1;
            if (
                parts.Length > 2
                || parts.Length == 2
                    && (!TryNumber(parts[1], out step) || step == 0 || step > field.Last - field.First + 1)
            )
            {
                error = new TextError(at, $"\"{item}\" has no step that means something", $"write */5 or 10-40/5");
                return false;
            }

            if (!TryRange(parts[0], at, field, parts.Length == 2, out var first, out var last, out error))
            {
                return false;
            }

            for (var value = first; value <= last; value += step)
            {
                values |= 1UL << value;
            }

            at += item.Length + 1;
        }

        return true;
    }

    private static bool TryRange(
        string text,
        int at,
        Field field,
        bool hasStep,
        out int first,
        out int last,
        out TextError error
    )
    {
        (first, last, error) = (field.First, field.Last, default);
        if (text == "*")
        {
            // Else Sunday would begin and end the week, and be counted by a step twice.
            last = last == Sunday ? Sunday - 1 : last;
            return true;
        }

        var ends = text.Split('-');
        if (ends.Length > 2)
        {
            error = new TextError(at, $"\"{text}\" is not a range", $"write {field.First}-{field.Last}");
            return false;
        }

        if (
            !field.TryValue(ends[0], at, out first, out error)
            || ends.Length == 2 && !field.TryValue(ends[1], at + ends[0].Length + 1, out last, out error)
        )
        {
            return false;
        }

        last = ends.Length == 2 || hasStep ? last : first;
        if (first > last)
        {
            error = new TextError(at, $"\"{text}\" goes backwards", $"write {last}-{first}, or a list with a comma");
        }

        return first <= last;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <param name="Name">What messages call it.</param>
    /// <param name="First">The least value.</param>
    /// <param name="Last">The greatest value.</param>
    /// <param name="Names">Names of the values, from the least one on.</param>
    private sealed record Field(string Name, int First, int Last, string[] Names)
    {
        public bool TryValue(string text, int at, out int value, out TextError error)
        {
            var named = Array.FindIndex(Names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
            var isNumber = TryNumber(text, out value);
            value = named >= 0 ? First + named : value;
            var isValue = named >= 0 || isNumber && value >= First && value <= Last;
            error = isValue
                ? default
                : new TextError(
                    at,
                    text.Length == 0 ? $"a {Name} is missing" : $"\"{text}\" is not a {Name}",
                    $"write a number from {First} to {Last}"
                        + (Names.Length == 0 ? ", or *" : $", or a name such as {Names[0]}, or *")
                );
            return isValue;
        }
    }
}
