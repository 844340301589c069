using System.Text;

namespace CloudNet.Migrations.Accounts;

/// <summary>
/// A new password from standard input: a line of it, or, where somebody sits there, typed twice without being shown. Never an argument:
/// process lists and the shell's history show those.
/// </summary>
internal static class PasswordLine
{
    /// <summary>The password; null where there is none, or where two were typed.</summary>
    public static string? Read(string user)
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine();
        var first = Type($"New password of {user}: ");
        if (first == Type("The same again: ")) return first;
        Console.Error.WriteLine("These were two.");
        return null;
    }

    private static string Type(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
