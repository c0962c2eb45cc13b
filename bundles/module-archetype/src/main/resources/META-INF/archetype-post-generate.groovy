// What an archive of an archetype cannot hold: permissions, and files that Maven leaves out of archives.
File project = new File(request.outputDirectory, request.artifactId)
new File(project, 'mvnw').setExecutable(true)
new File(project, '.gitignore').text = 'target/\n'
