using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Tegula.Studies.Slurm;

namespace Tegula.Studies.Tests.Slurm;

public sealed class SlurmScriptTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-slurm-script-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_script_is_as_a_reader_expects_it()
    {
        var options = SlurmOptions.Parse("partition=main,nodes=2,cpus=4,threads=2,time=4:00:00,mem=2G,account=a,qos=q,constraint=x&y");
        var program = new WorkerProgram(["/usr/bin/dotnet", "/opt/it's/Tegula.Cli.dll"]);
        var text = SlurmScript.Text(options, "postgres://me@db:5432/nas", "first try", program, "/home/me/x.password");
        text.ShouldBe(
            """
            #!/bin/bash
            # Workers of the study 'first try' in postgres://me@db:5432/nas.
            # Each task of this job array is one worker: it takes evaluations out of the study, makes them, and writes them back, until it is
            # cancelled or has found nothing to do for 15 minutes. Written for 'tegula search --slurm', submitted where it lies.
            #SBATCH --job-name=tegula-first-try
            #SBATCH --array=0-1
            #SBATCH --nodes=1
            #SBATCH --ntasks=1
            #SBATCH --cpus-per-task=4
            #SBATCH --partition=main
            #SBATCH --time=4:00:00
            #SBATCH --mem=2G
            #SBATCH --account=a
            #SBATCH --qos=q
            #SBATCH --constraint=x&y
            #SBATCH --requeue
            #SBATCH --open-mode=append
            #SBATCH --export=ALL
            #SBATCH --output=worker-%A_%a.log
            #SBATCH --signal=B:USR1@60

            # The password of the database, which only its owner can read.
            PGPASSWORD=$(cat '/home/me/x.password') || exit 1
            export PGPASSWORD

            # Near the time limit the worker gives its tasks back and is queued anew. When the job is cancelled, Slurm tells the worker itself.
            time_is_over=
            trap 'time_is_over=yes; kill -TERM "$worker"' USR1
            trap : TERM

            task=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID
            echo "worker $task starts on $SLURMD_NODENAME, restarts so far: ${SLURM_RESTART_COUNT:-0}"
            '/usr/bin/dotnet' '/opt/it'\''s/Tegula.Cli.dll' worker --study 'postgres://me@db:5432/nas' --threads 2 --idle 900 &
            worker=$!
            while :; do
                wait "$worker"
                status=$?
                kill -0 "$worker" 2>/dev/null || break
            done
            [ -z "$time_is_over" ] || exec scontrol requeue "$task"
            exit "$status"

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Nothing_in_a_location_a_name_or_a_path_means_anything_to_the_shell()
    {
        var number = 0;
        Prop.ForAll(Words(), words =>
        {
            var (location, name, folder, password) = (words[0], words[1], FileName(words[2]), words[3].TrimEnd('\n'));
            var home = _folder.CreateSubdirectory($"{number++}").CreateSubdirectory(folder).FullName;
            var seenFile = Path.Combine(_folder.FullName, "seen");
            var recorder = Write(home, "re$corder", $"#!/bin/bash\nprintf '%s\\0' \"$PGPASSWORD\" \"$@\" >'{seenFile}'\nexit 7\n");
            File.SetUnixFileMode(recorder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var passwordFile = Write(home, "pass word", password);
            var text = SlurmScript.Text(new(), location, name, new([recorder, "'first'"]), passwordFile);
            text.Split('\n').Count(line => line.StartsWith("#SBATCH", StringComparison.Ordinal)).ShouldBe(10);
            text.Split('\n').TakeWhile(line => line.Length > 0).ShouldAllBe(line => line.StartsWith('#'));
            var script = Write(home, "script.sh", text);

            Bash("-n", script).ShouldBe(0);
            Bash(script).ShouldBe(7);

            var seen = File.ReadAllText(seenFile).Split('\0');
            seen.ShouldBe([password, "'first'", "worker", "--study", location, "--threads", "1", "--idle", "900", ""]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithQuietOnSuccess(true));
    }

    [Theory]
    [InlineData("first try", "first-try")]
    [InlineData("../../x", "x")]
    [InlineData("日本", "study")]
    [InlineData("a\n#SBATCH --uid=0", "a--SBATCH---uid-0")]
    public void The_name_of_the_job_is_plain(string name, string plain) => BashText.Plain(name).ShouldBe(plain);

    /// <summary>Texts full of what a shell reads as something else.</summary>
    private static Arbitrary<string[]> Words()
    {
        var letter = Gen.Elements("'\"\\$`!#&;|<>(){}[]*?~ %=\n\té漢a0".ToCharArray());
        var word = letter.NonEmptyListOf().Select(letters => string.Concat(letters));
        return word.ArrayOf(4).ToArbitrary();
    }

    private static string FileName(string word) => $"x{word.Replace('/', ' ')}"[..Math.Min(word.Length + 1, 60)];

    private static string Write(string folder, string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static int Bash(params IEnumerable<string> arguments)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return bash.ExitCode;
    }
}
