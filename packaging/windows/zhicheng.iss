; The installer for Windows 10 and 11 (x64), made by `python packaging/build.py` with Inno Setup 6.
; Not yet built: it needs Windows.
;
; It installs for the one user, without an administrator. A new version goes over the old one: the
; library and the settings (%APPDATA%\zhicheng) are never touched, nor when it is uninstalled.

#ifndef Version
  #error Version is given by packaging/build.py
#endif

[Setup]
AppId={{7B1D9A52-51D8-4C07-9B0E-2F5A7A0C6E31}
AppName=职称申报助手
AppVersion={#Version}
AppVerName=职称申报助手 {#Version}
DefaultDirName={autopf}\Zhicheng
DefaultGroupName=职称申报助手
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SetupIconFile=..\icons\zhicheng.ico
UninstallDisplayIcon={app}\zhicheng.exe
LicenseFile=..\..\LICENSE
SourceDir=.
OutputDir=..\..\dist
OutputBaseFilename=zhicheng-{#Version}-windows-x64
Compression=lzma2/max
SolidCompression=yes
ChangesAssociations=yes
CloseApplications=yes
ShowLanguageDialog=no
WizardStyle=modern

[Languages]
Name: "zh"; MessagesFile: "compiler:Default.isl"

[LangOptions]
LanguageName=简体中文
LanguageID=$0804
LanguageCodePage=0
DialogFontName=Microsoft YaHei UI
WelcomeFontName=Microsoft YaHei UI
TitleFontName=Microsoft YaHei UI

[Messages]
SetupWindowTitle=安装 - %1
SetupAppTitle=安装
UninstallAppTitle=卸载
UninstallAppFullTitle=卸载 %1
ButtonNext=下一步(&N) >
ButtonBack=< 上一步(&B)
ButtonInstall=安装(&I)
ButtonCancel=取消
ButtonFinish=完成(&F)
ButtonYes=是(&Y)
ButtonNo=否(&N)
ButtonBrowse=选择(&B)…
ButtonWizardBrowse=选择(&R)…
ClickNext=点“下一步”继续，点“取消”退出安装。
WelcomeLabel1=安装[name]
WelcomeLabel2=将在这台电脑上安装[name/ver]。%n%n已有的资料和设置都会保留。
WizardLicense=许可
LicenseLabel=请先看一下许可。
LicenseLabel3=请看下面的许可；同意以后才能继续安装。
LicenseAccepted=同意(&A)
LicenseNotAccepted=不同意(&D)
WizardSelectDir=装在哪里
SelectDirDesc=[name]装在哪个文件夹？
SelectDirLabel3=[name]将装在下面的文件夹里。
SelectDirBrowseLabel=点“下一步”继续；要换一个文件夹，点“选择”。
DiskSpaceMBLabel=至少需要 [mb] MB 空间。
WizardSelectTasks=还要做什么
SelectTasksDesc=还要做下面哪些事？
SelectTasksLabel2=选好以后点“下一步”。
WizardReady=可以安装了
ReadyLabel1=可以开始安装[name]了。
ReadyLabel2a=点“安装”开始；要改前面的选择，点“上一步”。
ReadyLabel2b=点“安装”开始。
WizardInstalling=正在安装
InstallingLabel=请稍等，正在安装[name]。
FinishedHeadingLabel=[name]装好了
FinishedLabel=[name]已经装好，从桌面或开始菜单打开。
FinishedLabelNoIcons=[name]已经装好。
ClickFinish=点“完成”退出。
RunEntryExec=打开 %1
ExitSetupTitle=退出安装
ExitSetupMessage=还没有装完。现在退出，程序就没有装上。%n%n要退出吗？
ConfirmUninstall=要卸载 %1 吗？%n%n您的资料不会被删除。
UninstalledAll=%1 已经卸载，您的资料还在原处。
UninstalledMost=%1 已经卸载，有几个文件没有删掉，可以自己删除。
StatusUninstalling=正在卸载 %1…
StatusExtractFiles=正在复制文件…

[Tasks]
Name: "desktopicon"; Description: "在桌面上放一个图标"

[InstallDelete]
; Files of the version before, which the new one may not have.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\zhicheng\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\职称申报助手"; Filename: "{app}\zhicheng.exe"
Name: "{autodesktop}\职称申报助手"; Filename: "{app}\zhicheng.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.zcsb"; ValueType: string; ValueData: "Zhicheng.Package"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Zhicheng.Package"; ValueType: string; ValueData: "职称申报包"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Zhicheng.Package\DefaultIcon"; ValueType: string; ValueData: "{app}\zhicheng.exe,0"
Root: HKA; Subkey: "Software\Classes\Zhicheng.Package\shell\open\command"; ValueType: string; ValueData: """{app}\zhicheng.exe"" open ""%1"""

[Run]
Filename: "{app}\zhicheng.exe"; Description: "{cm:LaunchProgram,职称申报助手}"; Flags: nowait postinstall skipifsilent

[CustomMessages]
LaunchProgram=打开 %1
